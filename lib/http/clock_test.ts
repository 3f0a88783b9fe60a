import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { stages } from "../../stages/mod.ts";
import type { Client } from "../../testing/client.ts";
import { Lab } from "../../testing/lab.ts";
import { MAX_OFFSET } from "./clock.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const stage = (id: string) => stages.find((stage) => stage.id === id)!;

/** Moves a browser's clock, as the page does. */
async function move(lab: Lab, client: Client, offset: unknown) {
  const root = client.at("http://127.0.0.1:8000");
  root.cookies = client.cookies; // of the whole lab
  const reply = await root.post("/clock", { offset });
  assertEquals(lab.clock, Date.UTC(2026, 0, 1));
  return reply;
}

async function open(id: string) {
  const lab = await Lab.open(null);
  const client = await lab.client(stage(id)).loggedIn();
  return {
    ...{ lab, client },
    /** The status of a request that needs a login, so many seconds from now. */
    async at(offset: number, who = client) {
      assertEquals((await move(lab, who, offset)).status, 200);
      return (await who.get("/auth/whoami")).status;
    },
    [Symbol.dispose]: () => lab[Symbol.dispose](),
  };
}

Deno.test("POST /clock: a JWT of rung 5 lives and dies as if the time had passed", async () => {
  using rung = await open("5");
  assertEquals(await rung.at(HOUR - 1), 200);
  assertEquals(await rung.at(HOUR), 401);
  assertEquals(await rung.at(0), 200);
});

Deno.test("POST /clock: rung 6 reissues its JWT after ten minutes", async () => {
  using rung = await open("6");
  const first = rung.client.cookies.get("jwt");
  assertEquals(await rung.at(10 * MINUTE - 1), 200);
  assertEquals(rung.client.cookies.get("jwt"), first);
  assertEquals(await rung.at(10 * MINUTE), 200);
  assertEquals(rung.client.cookies.get("jwt") === first, false);
});

Deno.test("POST /clock: rung 6 takes a copied JWT for ten minutes after logout", async () => {
  using rung = await open("6");
  const thief = rung.client.at(rung.client.url);
  assertEquals((await rung.client.post("/auth/logout")).status, 200);
  assertEquals(await rung.at(10 * MINUTE - 1, thief), 200);
  assertEquals(await rung.at(10 * MINUTE, thief), 401);
});

for (const id of ["1", "3", "4", "6"]) {
  Deno.test(`POST /clock: a session of rung ${id} ends after a day unused, and after 7 days in use`, async () => {
    using rung = await open(id);
    assertEquals(await rung.at(DAY - 1), 200);
    assertEquals(await rung.at(2 * DAY - 2), 200);
    assertEquals(await rung.at(3 * DAY - 2), 401);
    await rung.client.login();
    const start = 3 * DAY - 2; // the new login's
    for (let day = 0.5; day < 7; day += 0.5) {
      assertEquals(await rung.at(start + day * DAY), 200, `day ${day}`);
    }
    assertEquals(await rung.at(start + 7 * DAY - 1), 200);
    // Rung 6 asks for the session only when its JWT has expired.
    const lag = id === "6" ? 10 * MINUTE : 0;
    assertEquals(await rung.at(start + 7 * DAY + lag), 401);
  });
}

for (const id of ["5", "6"]) {
  Deno.test(`back to now, rung ${id} refuses a JWT from the future until a new login`, async () => {
    using rung = await open(id);
    await move(rung.lab, rung.client, DAY);
    await rung.client.loggedIn();
    assertEquals(await rung.at(DAY), 200);
    assertEquals(await rung.at(0), 401);
    assertMatch(rung.lab.log.at(-1)!, /made in the future/);
    await rung.client.loggedIn();
    assertEquals(await rung.at(0), 200);
  });
}

Deno.test("another browser notices nothing, and its session is not swept", async () => {
  using rung = await open("4");
  const other = await rung.lab.client(stage("4")).loggedIn("rahul");
  await move(rung.lab, rung.client, 30 * DAY);
  await rung.client.loggedIn(); // takes dead sessions away
  assertEquals((await other.get("/auth/whoami")).status, 200);
  const count = "SELECT count(*) AS n FROM sessions";
  assertEquals((await rung.lab.db.first(count))!.n, 3);
  // Once they are really dead, they go.
  rung.lab.clock += 2 * DAY * 1000;
  await other.loggedIn("rahul");
  assertEquals((await rung.lab.db.first(count))!.n, 2);
});

Deno.test("a client on another machine can't move the time", async () => {
  using lab = await Lab.open(stage("5"));
  const from = (hostname: string) => {
    const addr = { transport: "tcp", hostname, port: 1 } as const;
    const info = { remoteAddr: addr, completed: Promise.resolve() };
    return lab.client(stage("5")).at(
      "http://127.0.0.1:8000",
      (request) => lab.handler(request, info),
    );
  };
  const [here, away] = [from("127.0.0.1"), from("192.0.2.7")];
  for (const client of [here, away]) {
    await client.loggedIn();
    client.cookies.set("clock", `${HOUR}`);
  }
  assertEquals((await here.get("/auth/whoami")).status, 401);
  assertEquals((await away.get("/auth/whoami")).status, 200);
  assertEquals((await here.post("/clock", { offset: 1 })).status, 200);
  assertEquals((await away.post("/clock", { offset: 1 })).status, 403);
});

Deno.test("POST /clock takes whole seconds up to 60 days", async () => {
  using rung = await open("5");
  const { lab, client } = rung;
  for (const offset of [-1, 0.5, MAX_OFFSET + 1, 1e300, "60", null, {}]) {
    const { status, answer, headers } = await move(lab, client, offset);
    assertEquals(status, 400, `${offset}`);
    assertMatch(answer.message, /^offset must be /);
    assertEquals(headers.getSetCookie(), []);
  }
  const { answer, headers } = await move(lab, client, MAX_OFFSET);
  assertEquals(answer.payload, { offset: MAX_OFFSET });
  assertEquals(headers.getSetCookie(), [
    `clock=${MAX_OFFSET}; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax`,
  ]);
  assertEquals(client.cookies.has("clock"), true);
  await move(lab, client, 0);
  assertEquals(client.cookies.has("clock"), false);
});

Deno.test("a clock cookie that the lab has not written counts for nothing", async () => {
  using rung = await open("5");
  const { client } = rung;
  const odd = ["", "-3600", "+3600", "3600.0", "1e6", "0x9999", "NaN", "ß"];
  for (const value of [...odd, `${MAX_OFFSET + 1}`, "9".repeat(400)]) {
    client.cookies.set("clock", encodeURI(value));
    assertEquals((await client.get("/auth/whoami")).status, 200, value);
  }
  client.cookies.set("clock", `${HOUR}`);
  assertEquals((await client.get("/auth/whoami")).status, 401);
});

Deno.test("POST /clock from a page of another origin is refused", async () => {
  using lab = await Lab.open(null);
  const post = (headers: Record<string, string>) =>
    lab.handler(
      new Request("http://127.0.0.1:8000/clock", {
        method: "POST",
        body: `{"offset":60}`,
        headers: { "Content-Type": "application/json", ...headers },
      }),
    );
  const own = { "Sec-Fetch-Site": "same-origin" };
  assertEquals((await post(own)).status, 200);
  const foreign = { "Sec-Fetch-Site": "same-site" };
  assertEquals((await post(foreign)).status, 403);
  const neighbour = { Origin: "http://127.0.0.1:8001" };
  assertEquals((await post(neighbour)).status, 403);
});

Deno.test("the trace tells when the session of a request ends", async () => {
  for (const id of ["1", "3", "4", "6"]) {
    using rung = await open(id);
    const { client, lab } = rung;
    const ends = async () => {
      const query = new URLSearchParams(client.credential);
      const { headers } = await client.send("GET", `/auth/whoami?${query}`, {
        headers: { "X-Wire-Trace": "1" },
      });
      return JSON.parse(headers.get("X-Wire-Trace")!).session;
    };
    const inUse = { latest: lab.clock + 7 * DAY * 1000 };
    assertEquals(await ends(), { ...inUse, unused: lab.clock + DAY * 1000 });
    await move(lab, client, DAY - 1);
    const unused = lab.clock + (2 * DAY - 1) * 1000;
    assertEquals(await ends(), { ...inUse, unused });
    if (id !== "6") continue;
    // The JWT of the last answer outlives its session.
    const kept = new Map(client.cookies);
    await client.post("/auth/logout");
    kept.forEach((value, name) => client.cookies.set(name, value));
    assertEquals(await ends(), null);
  }
});

Deno.test("the trace of a refusal tells of no session", async () => {
  using lab = await Lab.open(stage("4"));
  const { headers, status } = await lab.client(stage("4")).send(
    "GET",
    "/auth/whoami",
    { headers: { "X-Wire-Trace": "1" } },
  );
  assertEquals(status, 401);
  const trace = headers.get("X-Wire-Trace")!;
  assertStringIncludes(trace, "refused: ");
  assertEquals(JSON.parse(trace).session, undefined);
});
