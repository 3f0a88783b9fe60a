import { assert, assertEquals, assertRejects } from "@std/assert";
import { openDatabase } from "./database/open.ts";
import { demoData } from "./database/schema.ts";
import {
  createSession,
  findNamedSession,
  findSession,
  parseSessionId,
  revokeAllSessions,
  revokeSession,
  SESSION_IDLE_LIFETIME,
  SESSION_LIFETIME,
} from "./sessions.ts";
import type { State } from "./state.ts";

const VIDU = { id: 1, name: "vidu" };
const RAHUL = { id: 2, name: "rahul" };
const START = Date.UTC(2026, 0, 1);
const FOUND = { id: 1, name: "vidu", sessionId: 1 };

/** The state of a request on a rung, with a new database and its two users. */
async function open(stage = "4"): Promise<State & Disposable> {
  const seed = () => demoData(() => Promise.resolve("no hash"));
  const db = await openDatabase(":memory:", { seed });
  const clock = () => START;
  const request = { now: START, user: null, step() {}, stage: { id: stage } };
  const state = { db, clock, ...request };
  return Object.assign(state as unknown as State, {
    [Symbol.dispose]: () => db.close(),
  });
}

/** The same database, asked on another rung or as someone else. */
const as = (state: State, change: object) => ({ ...state, ...change }) as State;

async function count({ db }: State): Promise<number> {
  return Number((await db.first("SELECT count(*) AS n FROM sessions"))!.n);
}

Deno.test("findSession() finds a session by its id and token, and by nothing less", async () => {
  using state = await open();
  const id = await createSession(state, VIDU, "token");
  assertEquals(await findSession(state, id, "token"), FOUND);
  for (const token of ["", "Token", "token ", "toke", "null"]) {
    assertEquals(await findSession(state, id, token), null, token);
  }
  for (const other of [0, -1, id + 1, 2 ** 53]) {
    assertEquals(await findSession(state, other, "token"), null);
  }
});

Deno.test("findSession() finds no session of another rung, and none without a token", async () => {
  using state = await open("6");
  const id = await createSession(state, VIDU, null);
  assertEquals(await findSession(state, id, "null"), null);
  const four = as(state, { stage: { id: "4" } });
  const other = await createSession(four, VIDU, "token");
  assertEquals((await findSession(four, other, "token"))?.id, 1);
  assertEquals(await findSession(state, other, "token"), null);
});

Deno.test("findNamedSession() wants the session's own user", async () => {
  using state = await open("6");
  const id = await createSession(state, VIDU, null);
  const issued = START / 1000;
  assertEquals(await findNamedSession(state, id, VIDU.id, issued), FOUND);
  assertEquals(await findNamedSession(state, id, RAHUL.id, issued), null);
  assertEquals(await findNamedSession(state, id + 1, VIDU.id, issued), null);
  assertEquals(await findNamedSession(state, NaN, VIDU.id, issued), null);
});

Deno.test("findNamedSession() finds no session made after the JWT was issued", async () => {
  using state = await open("6");
  // A JWT counts whole seconds, so one of the same second may be its own.
  const later = as(state, { now: START + 5900 });
  const id = await createSession(later, VIDU, null);
  const issued = START / 1000 + 5;
  assertEquals(await findNamedSession(later, id, VIDU.id, issued), FOUND);
  for (const before of [issued - 1, issued - 30 * 24 * 3600, NaN]) {
    assertEquals(await findNamedSession(later, id, VIDU.id, before), null);
  }
});

Deno.test("a session ends when it is not used for a day, and goes on when it is", async () => {
  using state = await open();
  const id = await createSession(state, VIDU, "token");
  const at = (now: number) => findSession(as(state, { now }), id, "token");
  const nearly = SESSION_IDLE_LIFETIME - 1;
  assert(await at(START + nearly));
  assert(await at(START + 2 * nearly));
  assertEquals(await at(START + 3 * nearly + 1), null);
});

Deno.test("a session ends after seven days, however much it is used", async () => {
  using state = await open();
  const id = await createSession(state, VIDU, "token");
  const at = (now: number) => findSession(as(state, { now }), id, "token");
  const end = START + SESSION_LIFETIME;
  for (let now = START; now < end; now += SESSION_IDLE_LIFETIME / 2) {
    assert(await at(now), `${(end - now) / SESSION_IDLE_LIFETIME} days left`);
  }
  assert(await at(end - 1));
  assertEquals(await at(end), null);
});

Deno.test("a rung may have shorter lifetimes, and a session in use is written seldom", async () => {
  using state = await open();
  const lifetime = { most: 12_000, idle: 1200 };
  const short = as(state, { stage: { id: "8", lifetime } });
  const id = await createSession(short, VIDU, "token");
  const endsAt = async () =>
    (await state.db.first("SELECT expires_at FROM sessions"))!.expires_at;
  const at = (now: number) => findSession(as(short, { now }), id, "token");
  assert(await at(START + 99));
  assertEquals(await endsAt(), START + 1200);
  assert(await at(START + 100));
  assertEquals(await endsAt(), START + 1300);
  for (let now = START; now < START + 12_000; now += 1000) {
    assert(await at(now));
  }
  assertEquals(await endsAt(), START + 12_000);
  assertEquals(await at(START + 12_000), null);
});

Deno.test("createSession() ends the session that came with the request", async () => {
  using state = await open();
  const id = await createSession(state, VIDU, "old");
  const user = await findSession(state, id, "old");
  const newer = await createSession(as(state, { user }), RAHUL, "new");
  assertEquals(await findSession(state, id, "old"), null);
  assertEquals((await findSession(state, newer, "new"))?.name, "rahul");
});

Deno.test("createSession() never gives an id twice", async () => {
  using state = await open();
  const id = await createSession(state, VIDU, "a");
  await revokeSession(as(state, { user: { id: 1, sessionId: id } }));
  assertEquals(await createSession(state, VIDU, "b"), id + 1);
});

Deno.test("createSession() takes dead sessions away, a bounded number", async () => {
  using state = await open();
  for (let i = 0; i < 150; i++) await createSession(state, VIDU, "token");
  const end = START + SESSION_LIFETIME;
  const later = as(state, { now: end, clock: () => end });
  await createSession(later, VIDU, "token");
  assertEquals(await count(state), 51);
  await createSession(later, VIDU, "token");
  assertEquals(await count(state), 2);
});

Deno.test("revokeSession() ends the session of this user on this rung, and no other", async () => {
  using state = await open("4");
  const id = await createSession(state, VIDU, "token");
  const user = { id: VIDU.id, sessionId: id };
  await revokeSession(as(state, { user, stage: { id: "6" } }));
  await revokeSession(as(state, { user: { ...user, id: RAHUL.id } }));
  await revokeSession(as(state, { user: { id: VIDU.id } }));
  assertEquals(await findSession(state, id, "token"), FOUND);
  await revokeSession(as(state, { user }));
  assertEquals(await findSession(state, id, "token"), null);
  await assertRejects(() => revokeSession(state), Error, "not logged in");
});

Deno.test("revokeAllSessions() ends all sessions of this user on this rung, and no other", async () => {
  using state = await open("4");
  const mine = [1, 2].map(() => createSession(state, VIDU, "token"));
  const ids = await Promise.all(mine);
  const rahuls = await createSession(state, RAHUL, "token");
  const six = as(state, { stage: { id: "6" } });
  await createSession(six, VIDU, null);
  await revokeAllSessions(as(state, { user: { id: VIDU.id } }));
  for (const id of ids) {
    assertEquals(await findSession(state, id, "token"), null);
  }
  assert(await findSession(state, rahuls, "token"));
  assertEquals(await count(state), 2);
  await assertRejects(() => revokeAllSessions(state), Error, "not logged in");
});

Deno.test("parseSessionId() takes a whole number, as a number or in digits", () => {
  for (const value of [7, "7", "007"]) assertEquals(parseSessionId(value), 7);
  const NONE = ["", "7a", " 7", "-7", "7.5", "1e3", "0x7", 7.5, NaN, null, [7]];
  for (const value of [...NONE, undefined, {}, "9".repeat(17), true]) {
    assertEquals(parseSessionId(value), null, String(value));
  }
});

Deno.test("a session from the future is not found, once the clock is set right", async () => {
  using state = await open();
  const ahead = as(state, { now: START + 365 * SESSION_IDLE_LIFETIME });
  const id = await createSession(ahead, VIDU, "token");
  assertEquals((await findSession(ahead, id, "token"))?.id, 1);
  assertEquals(await findSession(state, id, "token"), null);
  // Two servers' clocks may differ a little.
  const other = as(state, { now: START + 30_000 });
  const near = await createSession(other, VIDU, "token");
  assertEquals((await findSession(state, near, "token"))?.id, 1);
});
