import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { openDatabase } from "./database/open.ts";
import { demoData } from "./database/schema.ts";
import {
  createRefreshToken,
  findFamily,
  REFRESH_GRACE,
  type Refreshed,
  rotateRefreshToken,
} from "./refresh_tokens.ts";
import {
  createSession,
  SESSION_IDLE_LIFETIME,
  SESSION_LIFETIME,
} from "./sessions.ts";
import type { State } from "./state.ts";
import { hashToken } from "./tokens.ts";

const VIDU = { id: 1, name: "vidu" };
const START = Date.UTC(2026, 0, 1);

/** The state of a request on rung 7, with a new database and its two users. */
async function open(): Promise<State & Disposable> {
  const seed = () => demoData(() => Promise.resolve("no hash"));
  const db = await openDatabase(":memory:", { seed });
  const state = {
    ...{ db, now: START, user: null, step() {}, stage: { id: "7" } },
    clock: () => START,
  };
  return Object.assign(state as unknown as State, {
    [Symbol.dispose]: () => db.close(),
  });
}

/** The same database, asked at another time or on another rung. */
const as = (state: State, change: object) => ({ ...state, ...change }) as State;
const later = (state: State, ms: number) => as(state, { now: state.now + ms });

async function logIn(state: State): Promise<string> {
  const sessionId = await createSession(state, VIDU, null);
  return await createRefreshToken(state, sessionId);
}

/** Shows a token that must be good, and returns the next one. */
async function rotate(state: State, token: string): Promise<string> {
  const shown = await rotateRefreshToken(state, token);
  assert(shown.outcome === "rotated", shown.outcome);
  return shown.next;
}

async function outcome(
  state: State,
  token: string,
): Promise<Refreshed["outcome"]> {
  return (await rotateRefreshToken(state, token)).outcome;
}

const count = async ({ db }: State, table: string) =>
  (await db.first(`SELECT count(*) AS n FROM ${table}`))!.n;

Deno.test("rotateRefreshToken() takes a token once and gives the next, on and on", async () => {
  using state = await open();
  let token = await logIn(state);
  for (let i = 0; i < 5; i++) {
    const shown = await rotateRefreshToken(state, token);
    assert(shown.outcome === "rotated");
    assertEquals(shown.user, { ...VIDU, sessionId: 1 });
    assertNotEquals(shown.next, token);
    token = shown.next;
  }
  const { rows } = await state.db.execute(
    "SELECT hash FROM refresh_tokens WHERE used_at IS NULL",
  );
  assertEquals(rows.map(({ hash }) => hash), [hashToken(token)]);
});

Deno.test("the tokens are kept as SHA-256, each with its successor", async () => {
  using state = await open();
  const first = await logIn(state);
  const second = await rotate(later(state, 5), first);
  const { rows } = await state.db.execute(
    "SELECT * FROM refresh_tokens ORDER BY used_at IS NULL",
  );
  const [a, b] = [first, second].map(hashToken);
  assertEquals(rows.map((row) => ({ ...row })), [
    { hash: a, session_id: 1, used_at: START + 5, replaced_by: b },
    { hash: b, session_id: 1, used_at: null, replaced_by: null },
  ]);
});

Deno.test("for ten seconds a used token is a race of two tabs, and then a theft", async () => {
  for (
    const [ms, expected] of [[0, "raced"], [REFRESH_GRACE - 1, "raced"], [
      REFRESH_GRACE,
      "stolen",
    ]] as const
  ) {
    using state = await open();
    const token = await logIn(state);
    const next = await rotate(state, token);
    assertEquals(await outcome(later(state, ms), token), expected, `${ms}`);
    // After a race the line goes on; after a theft there is none.
    const end = expected === "raced" ? "rotated" : "unknown";
    assertEquals(await outcome(later(state, ms), next), end);
  }
});

Deno.test("a used token whose successor is used is a theft at once", async () => {
  using state = await open();
  const first = await logIn(state);
  const second = await rotate(state, first);
  const third = await rotate(state, second);
  assertEquals(await outcome(state, first), "stolen");
  assertEquals(await outcome(state, third), "unknown");
  assertEquals(await count(state, "sessions"), 0);
  assertEquals(await count(state, "refresh_tokens"), 0);
});

Deno.test("a race shows the user, and brings no token into the world", async () => {
  using state = await open();
  const token = await logIn(state);
  await rotate(state, token);
  assertEquals(await rotateRefreshToken(state, token), {
    outcome: "raced",
    user: { ...VIDU, sessionId: 1 },
  });
  assertEquals(await count(state, "refresh_tokens"), 2);
});

Deno.test("a theft ends its own family only", async () => {
  using state = await open();
  const [token, other] = [await logIn(state), await logIn(state)];
  await rotate(state, await rotate(state, token));
  assertEquals(await outcome(state, token), "stolen");
  assertEquals(await outcome(state, other), "rotated");
});

Deno.test("an unknown token is nothing to anyone", async () => {
  using state = await open();
  const token = await logIn(state);
  for (const other of ["", "x", hashToken(token), `${token} `]) {
    assertEquals(await outcome(state, other), "unknown");
    assertEquals(await findFamily(state, other), null);
  }
  const six = as(state, { stage: { id: "6" } });
  assertEquals(await outcome(six, token), "unknown");
  assertEquals(await findFamily(six, token), null);
  assertEquals(await outcome(state, token), "rotated");
});

Deno.test("a family ends after a day without use", async () => {
  using state = await open();
  const nearly = SESSION_IDLE_LIFETIME - 1;
  const next = await rotate(later(state, nearly), await logIn(state));
  const last = await rotate(later(state, 2 * nearly), next);
  assertEquals(await outcome(later(state, 3 * nearly + 1), last), "unknown");
});

Deno.test("a family ends after seven days, however much it is used", async () => {
  using state = await open();
  let token = await logIn(state);
  const step = SESSION_IDLE_LIFETIME / 2;
  for (let ms = step; ms < SESSION_LIFETIME; ms += step) {
    token = await rotate(later(state, ms), token);
  }
  token = await rotate(later(state, SESSION_LIFETIME - 1), token);
  assertEquals(await outcome(later(state, SESSION_LIFETIME), token), "unknown");
});

Deno.test("findFamily() knows a family by any of its tokens, and uses none up", async () => {
  using state = await open();
  const first = await logIn(state);
  const second = await rotate(state, first);
  for (const token of [first, second]) {
    assertEquals(await findFamily(state, token), { ...VIDU, sessionId: 1 });
  }
  assertEquals(await outcome(state, second), "rotated");
});

Deno.test("a refresh is one statement after the other in one transaction", async () => {
  using state = await open();
  const token = await logIn(state);
  let batches = 0;
  const { batch } = state.db;
  const forbidden = () => Promise.reject(new Error("a second round trip"));
  const db = {
    ...{ execute: forbidden, first: forbidden },
    batch(...args: Parameters<typeof batch>) {
      batches++;
      return batch.apply(state.db, args);
    },
  };
  assertEquals(await outcome(as(state, { db }), token), "rotated");
  assertEquals(await outcome(as(state, { db }), token), "raced");
  assertEquals(batches, 2);
});

Deno.test("a family from the future is unknown, once the clock is set right", async () => {
  using state = await open();
  const token = await logIn(later(state, 365 * SESSION_IDLE_LIFETIME));
  assertEquals(await outcome(state, token), "unknown");
  assertEquals(await findFamily(state, token), null);
});
