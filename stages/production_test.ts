/**
 * What only rung 8 does, alone and on the ladder, on a file and on a remote
 * database.
 *
 * @module
 */
import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import { type Kind, makePlace } from "../lib/database/testdata/place.ts";
import type { Client } from "../testing/client.ts";
import { Lab, type LabOptions } from "../testing/lab.ts";
import { stages } from "./mod.ts";

const stage = stages.find(({ id }) => id === "8")!;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const COOKIE = "__Host-session";
const LONG = "three blind mice and a cat";

/** Alone on a file and on the ladder on a server, each with a second server. */
function test(name: string, run: (lab: Lab, other: Lab) => Promise<void>) {
  const ways: [Kind, typeof stage | null][] = [
    ["file", stage],
    ["server", null],
  ];
  for (const [kind, single] of ways) {
    const way = `${single ? "alone" : "on the ladder"}, on a ${kind}`;
    Deno.test(`rung 8 ${way}: ${name}`, async () => {
      await using place = await makePlace(kind);
      using lab = await Lab.open(single, { database: place.url });
      using other = await Lab.open(single, { database: place.url });
      await run(lab, other);
    });
  }
}

const copyOf = (client: Client) => client.at(client.url);
const logIn = (lab: Lab, name = "vidu") => lab.client(stage).loggedIn(name);

async function statusOf(client: Client): Promise<number> {
  return (await copyOf(client).get("/auth/whoami")).status;
}

/** The same browser on the other server. */
function on(lab: Lab, client: Client): Client {
  return client.at(client.url, (request) => lab.handler(request));
}

const launch = async (client: Client) =>
  (await client.post("/launch-missile")).status;
const confirm = async (client: Client, password = "qwerty") =>
  (await client.post("/auth/confirm", { password })).status;
const change = async (client: Client, newPassword: string) =>
  (await client.post("/auth/password", { password: "qwerty", newPassword }))
    .status;

async function sessionsOf(client: Client) {
  return (await client.get("/auth/sessions")).answer.payload.sessions;
}

test(
  "the missile flies for five minutes after a confirmation",
  async (lab, other) => {
    const vidu = await logIn(lab);
    const elsewhere = await logIn(other);
    assertEquals(await launch(vidu), 403);
    assertEquals(await confirm(vidu, "qwertz"), 403);
    assertEquals(await launch(vidu), 403);
    assertEquals(await confirm(vidu), 200);
    const { answer } = await vidu.post("/launch-missile");
    assertEquals(answer.message, "Missile is launched 🚀 by vidu");
    assertEquals(await launch(on(other, vidu)), 200);
    assertEquals(await launch(elsewhere), 403);
    lab.clock += 5 * MINUTE - 1;
    assertEquals(await launch(vidu), 200);
    lab.clock += 1;
    assertEquals(await launch(vidu), 403);
    // A clock that is set back doesn't make it longer.
    lab.clock -= 5.5 * MINUTE;
    assertEquals(await launch(vidu), 403);
  },
);

test(
  "login, confirmation and change of password each make a new token",
  async (lab, other) => {
    const vidu = await logIn(lab);
    const steps = [
      () => confirm(vidu),
      () => change(vidu, LONG),
      async () => (await vidu.login("vidu", LONG)).status,
    ];
    for (const step of steps) {
      const before = copyOf(vidu);
      assertEquals(await statusOf(before), 200);
      assertEquals(await step(), 200);
      assertMatch(vidu.cookies.get(COOKIE)!, /^\d+\.[\w-]{43}$/);
      assertEquals(await statusOf(before), 401);
      assertEquals(await statusOf(on(other, before)), 401);
      assertEquals(await statusOf(on(other, vidu)), 200);
    }
  },
);

test("the token is kept as its hash", async (lab) => {
  const vidu = await logIn(lab);
  await confirm(vidu);
  const [, token] = vidu.cookies.get(COOKIE)!.split(".");
  const { rows: [row] } = await lab.db.execute("SELECT * FROM sessions");
  assertMatch(String(row.token), /^[0-9a-f]{64}$/);
  assertFalse(JSON.stringify(row).includes(token));
});

test("one's sessions are listed, and end one by one", async (lab, other) => {
  const vidu = await logIn(lab);
  const rahul = await logIn(lab, "rahul");
  lab.clock += 10 * MINUTE;
  const second = lab.client(stage);
  const agent = `Testing/1.0 ${"x".repeat(500)}`;
  await second.send("POST", "/auth/login", {
    body: JSON.stringify({ email: "vidu@example.com", password: "qwerty" }),
    headers: { "Content-Type": "application/json", "User-Agent": agent },
  });
  const [newer, older, ...more] = await sessionsOf(vidu);
  assertEquals(more, []);
  assertEquals(newer.createdAt - older.createdAt, 10 * MINUTE);
  assertEquals(newer.endsAt, lab.clock + HOUR);
  assertEquals([newer.isThis, older.isThis], [false, true]);
  assertEquals(newer.browser, agent.slice(0, 300));
  assertEquals([older.browser, older.address], [null, "localhost"]);

  const end = async (client: Client, id: number) =>
    (await client.post("/auth/sessions/end", { id })).status;
  assertEquals(await end(rahul, newer.id), 404);
  assertEquals(await statusOf(second), 200);
  assertEquals(await end(on(other, vidu), newer.id), 200);
  assertEquals(await statusOf(second), 401);
  assertEquals(await end(vidu, newer.id), 404);
  // One's own takes the cookie along.
  const copy = copyOf(vidu);
  assertEquals(await end(vidu, older.id), 200);
  assertEquals(vidu.cookies.size, 0);
  assertEquals(await statusOf(copy), 401);
  assertEquals(await statusOf(rahul), 200);
});

test(
  "a change of password ends the other sessions, and no one else's",
  async (lab, other) => {
    const [vidu, second, rahul] = [
      await logIn(lab),
      await logIn(other),
      await logIn(lab, "rahul"),
    ];
    assertEquals(await change(vidu, LONG), 200);
    assertEquals(await statusOf(vidu), 200);
    assertEquals(await statusOf(second), 401);
    assertEquals(await statusOf(rahul), 200);
    const login = async (password: string) =>
      (await lab.client(stage).login("vidu", password)).status;
    assertEquals(await login("qwerty"), 401);
    assertEquals(await login(LONG), 200);
    assertEquals((await lab.client(stage).login("rahul")).status, 200);
    const lines = lab.log.filter((line) =>
      line.includes("changed the password")
    );
    assertEquals(lines.length, 1);
    assertFalse(lab.log.join().includes(LONG));
  },
);

test("a wrong password here counts like one at the login", async (lab) => {
  const vidu = await logIn(lab);
  for (let i = 0; i < 5; i++) {
    assertEquals(await confirm(vidu, "wrong"), 403);
    const fields = { password: "wrong", newPassword: LONG };
    assertEquals((await vidu.post("/auth/password", fields)).status, 403);
  }
  assertEquals(await confirm(vidu), 429);
  assertEquals(await change(vidu, LONG), 429);
  assertEquals((await lab.client(stage).login()).status, 429);
  assertEquals(await statusOf(vidu), 200);
  lab.clock += 15 * MINUTE;
  assertEquals(await confirm(vidu), 200);
});

test("a session ends after an hour unused, and after 12 hours in use", async (lab) => {
  const vidu = await logIn(lab);
  const start = lab.clock;
  while (lab.clock < start + 12 * HOUR - 59 * MINUTE) {
    lab.clock += 54 * MINUTE;
    assertEquals(await statusOf(vidu), 200);
  }
  lab.clock = start + 12 * HOUR - 1;
  assertEquals(await statusOf(vidu), 200);
  lab.clock += 1;
  assertEquals(await statusOf(vidu), 401);

  const idle = await logIn(lab);
  const used = await logIn(lab);
  lab.clock += HOUR - 1;
  assertEquals(await statusOf(used), 200);
  lab.clock += 1;
  assertEquals(await statusOf(idle), 401);
  assertEquals(await statusOf(used), 200);
});

test(
  "of two confirmations at once one wins, and nobody is logged out",
  async (lab, other) => {
    const vidu = await logIn(lab);
    for (let round = 0; round < 50; round++) {
      const [a, b] = [copyOf(vidu), on(other, vidu)];
      const statuses = await Promise.all([confirm(a), confirm(b)]);
      // The second one may also have come when the first was over.
      const won = [a, b].filter((_, i) => statuses[i] === 200);
      assertEquals(won.length, 1, statuses.join());
      assert(statuses.some((status) => status === 409 || status === 401));
      assertEquals(await statusOf(vidu), 401);
      vidu.cookies = won[0].cookies;
      assertEquals(await launch(vidu), 200);
    }
    assertEquals((await sessionsOf(vidu)).length, 1);
  },
);

test(
  "a confirmation at once with a logout brings no session back",
  async (lab, other) => {
    for (let round = 0; round < 50; round++) {
      const vidu = await logIn(lab);
      const [a, b] = [copyOf(vidu), on(other, vidu)];
      const path = round % 2 ? "/auth/logout" : "/auth/logout-everywhere";
      const [, { status }] = await Promise.all([confirm(a), b.post(path)]);
      // Unless it came with the token that had just been replaced.
      if (status === 200) assertEquals(await statusOf(a), 401);
      else assertEquals([status, await statusOf(a)], [401, 200]);
    }
  },
);

test(
  "a login with the old password at once with its change gets nowhere",
  async (lab, other) => {
    const vidu = await logIn(lab);
    const { db } = other;
    const { batch } = db;
    const isHeld = Promise.withResolvers<void>();
    const letGo = Promise.withResolvers<void>();
    db.batch = async (...args) => {
      isHeld.resolve();
      await letGo.promise;
      return await batch.apply(db, args);
    };
    const late = other.client(stage);
    const login = late.login();
    await isHeld.promise; // its password was right
    assertEquals(await change(vidu, LONG), 200);
    letGo.resolve();
    assertEquals((await login).status, 401);
    assertEquals(late.cookies.size, 0);
    assertEquals((await sessionsOf(vidu)).length, 1);
    assertEquals((await late.login("vidu", LONG)).status, 200);
  },
);

test("of two changes of password at once one wins", async (lab, other) => {
  const clients = [await logIn(lab), await logIn(other)];
  const passwords = [LONG, `${LONG} and a dog`];
  const statuses = await Promise.all(
    clients.map((client, i) => change(client, passwords[i])),
  );
  const won = statuses.indexOf(200);
  assertEquals(statuses.filter((status) => status === 200).length, 1);
  assertEquals(await statusOf(clients[won]), 200);
  assertEquals(await statusOf(clients[1 - won]), 401);
  const login = async (i: number) =>
    (await lab.client(stage).login("vidu", passwords[i])).status;
  assertEquals([await login(won), await login(1 - won)], [200, 401]);
});

/** Of the `Set-Cookie` of a login: its name and its attributes. */
async function cookieAt(url: string, reach?: LabOptions["reach"]) {
  using lab = await Lab.open(null, { reach });
  const response = await lab.handler(
    new Request(`${url}/stages/8/auth/login`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ email: "vidu@example.com", password: "qwerty" }),
    }),
  );
  const [pair, ...attributes] = response.headers.getSetCookie()[0].split("; ");
  return [pair.split("=")[0], ...attributes];
}

const SHORT = ["Max-Age=43200", "HttpOnly", "SameSite=Lax"];

for (
  const url of [
    "http://localhost:8000",
    "http://127.0.0.1",
    "http://[::1]:8000",
  ]
) {
  Deno.test(`rung 8 at ${url}: the cookie has the prefix __Host-`, async () => {
    const expected = [COOKIE, "Path=/", ...SHORT, "Secure"];
    assertEquals(await cookieAt(url), expected);
  });
}

Deno.test("rung 8 over https: the cookie has the prefix __Host-", async () => {
  const publicUrl = new URL("https://lab.example");
  const expected = [COOKIE, "Path=/", ...SHORT, "Secure"];
  const reach = { publicUrl, loopback: true };
  assertEquals(await cookieAt("http://lab.example", reach), expected);
});

Deno.test("rung 8 over http from other machines: the cookie is plain", async () => {
  const expected = ["session", "Path=/stages/8", ...SHORT];
  const reach = { loopback: false };
  assertEquals(await cookieAt("http://192.0.2.1:8000", reach), expected);
});

Deno.test("rung 8: a cookie without the prefix is not read where there is one", async () => {
  using lab = await Lab.open(stage);
  const vidu = await logIn(lab);
  const value = vidu.cookies.get(COOKIE)!;
  const other = lab.client(stage);
  other.cookies.set("session", value);
  assertEquals(await statusOf(other), 401);
  other.cookies.set(COOKIE, value);
  assertEquals(await statusOf(other), 200);
});
