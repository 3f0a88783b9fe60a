/**
 * Many logins at once: each client has its share, and nobody else's is touched.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { Lab } from "../testing/lab.ts";
import { stages } from "./mod.ts";

const four = stages.find(({ id }) => id === "4")!;
const reach = { publicUrl: new URL("http://lab.example"), loopback: true };
const open = () => Lab.open(four, { reach });

/** A login as `name` from an address, as the proxy passes it on. */
function logIn(lab: Lab, from: string, name = "vidu", password = "qwerty") {
  const request = new Request("http://lab.example/auth/login", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Forwarded-For": from },
    body: JSON.stringify({ email: `${name}@example.com`, password }),
  });
  return lab.handler(request);
}

Deno.test("a client that floods logins leaves the others' logins working", async () => {
  using lab = await open();
  let answered = 0;
  const flood = Array.from({ length: 200 }, async () => {
    const { status } = await logIn(lab, "192.0.2.1", "rahul");
    answered++;
    return status;
  });
  const others = ["192.0.2.2", "192.0.2.3", "2001:db8::1"];
  const statuses = await Promise.all(others.map(async (from) => {
    const { status } = await logIn(lab, from);
    assert(answered < 50, `${answered} of the flood came first`);
    return status;
  }));
  assertEquals(statuses, [200, 200, 200]);
  assertEquals(new Set(await Promise.all(flood)), new Set([200]));
});

Deno.test("logins beyond a client's share are told to come again: 503", async () => {
  using lab = await open();
  const flood = await Promise.all(
    Array.from({ length: 400 }, () => logIn(lab, "192.0.2.1", "rahul")),
  );
  const refused = flood.filter(({ status }) => status === 503);
  assert(refused.length > 100 && refused.length < 200, `${refused.length}`);
  for (const { headers } of refused) {
    assert(Number(headers.get("Retry-After")) > 0);
  }
  assertEquals((await logIn(lab, "192.0.2.1", "rahul")).status, 200);
});

Deno.test("wrong passwords lock an account from one address, and from no other", async () => {
  using lab = await open();
  for (let i = 0; i < 10; i++) {
    const { status } = await logIn(lab, "192.0.2.1", "vidu", "wrong");
    assertEquals(status, 401);
  }
  const locked = await logIn(lab, "192.0.2.1");
  assertEquals(locked.status, 429);
  assert(Number(locked.headers.get("Retry-After")) > 0);
  assertEquals((await logIn(lab, "192.0.2.2")).status, 200);
  assertEquals((await logIn(lab, "192.0.2.1", "rahul")).status, 200);
  lab.clock += 15 * 60_000;
  assertEquals((await logIn(lab, "192.0.2.1")).status, 200);
});
