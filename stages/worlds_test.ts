/**
 * In a class each browser has a world of its own.
 *
 * @module
 */
import { assert, assertEquals, assertFalse } from "@std/assert";
import { MAX_FAILURES } from "../lib/login_limit.ts";
import type { Client } from "../testing/client.ts";
import { Lab } from "../testing/lab.ts";
import { stages } from "./mod.ts";

const open = stages.filter(({ credential }) => credential === null);
const locked = stages.filter(({ id }) => ["3", "4", "5", "6"].includes(id));

Deno.test("on one's own machine no answer sets a world", async () => {
  using lab = await Lab.open(null);
  const client = await lab.client(locked[0]).loggedIn();
  assertFalse(client.cookies.has("world"));
});

Deno.test("a browser gets a world at its first request, and keeps it", async () => {
  using lab = await Lab.open(null, { isClass: true });
  const client = lab.client(locked[1]);
  const { headers } = await client.get("/auth/whoami");
  const [cookie] = headers.getSetCookie();
  for (const part of ["HttpOnly", "SameSite=Lax", "Path=/;"]) {
    assert(cookie.includes(part), part);
  }
  assertEquals(cookie.slice(0, 6 + 43).length, cookie.indexOf(";"));
  const code = client.cookies.get("world");
  await client.loggedIn();
  assertEquals(client.cookies.get("world"), code);
});

Deno.test("looking and wrong passwords make no rows", async () => {
  using lab = await Lab.open(null, { isClass: true });
  const client = lab.client(locked[1]);
  await client.get("/auth/whoami");
  assertEquals((await client.login("vidu", "wrong")).status, 401);
  const count = async () =>
    (await lab.db.first("SELECT count(*) AS n FROM worlds"))!.n;
  assertEquals(await count(), 1);
  await client.loggedIn();
  assertEquals(await count(), 2);
});

for (const stage of stages.filter(({ app }) => app === "todos")) {
  Deno.test(`rung ${stage.id}: the to-dos of another world are out of reach`, async () => {
    using lab = await Lab.open(null, { isClass: true });
    const [mine, other] = [lab.client(stage), lab.client(stage)];
    const enter = async (client: Client) => {
      if (stage.credential === null) await client.get("/todo/list");
      else await client.loggedIn();
    };
    await enter(mine);
    await enter(other);
    const before = await other.texts();
    assert(before.length > 0);
    await mine.post("/todo/create", { text: "mine" });
    assertEquals((await mine.texts()).at(-1), "mine");
    assertEquals(await other.texts(), before);
    if (open.includes(stage)) return;
    const { answer } = await other.get("/todo/list");
    const { id: todoId } = answer.payload.todos[0];
    assertEquals((await mine.post("/todo/delete", { todoId })).status, 404);
    assertEquals((await other.post("/todo/delete", { todoId })).status, 200);
  });
}

Deno.test("logout everywhere ends no session of another world", async () => {
  using lab = await Lab.open(null, { isClass: true });
  const [mine, again, other] = [0, 1, 2].map(() => lab.client(locked[1]));
  await mine.loggedIn();
  again.cookies.set("world", mine.cookies.get("world")!);
  await again.loggedIn();
  await other.loggedIn();
  assertEquals((await mine.post("/auth/logout-everywhere")).status, 200);
  assertEquals((await again.get("/auth/whoami")).status, 401);
  assertEquals((await other.get("/auth/whoami")).status, 200);
});

Deno.test("wrong passwords lock nobody out of another world", async () => {
  using lab = await Lab.open(null, { isClass: true });
  const [mine, other] = [lab.client(locked[1]), lab.client(locked[1])];
  await mine.get("/auth/whoami");
  for (let i = 0; i < MAX_FAILURES; i++) await mine.login("vidu", "wrong");
  assertEquals((await mine.login()).status, 429);
  assertEquals((await other.login()).status, 200);
});
