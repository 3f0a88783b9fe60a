/**
 * Rung 7 under races: tabs, thieves and logouts at the same moment, on one
 * server and on two with one database.
 *
 * @module
 */
import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import type { Client } from "../testing/client.ts";
import { startHranaServer } from "../testing/hrana.ts";
import { Lab } from "../testing/lab.ts";
import { stages } from "./mod.ts";

const stage = stages.find(({ id }) => id === "7")!;
const SECOND = 1000;
const MINUTE = 60 * SECOND;

const refresh = (client: Client) => client.post("/auth/refresh");
const whoami = async (client: Client) =>
  (await client.get("/auth/whoami")).status;

/** The names of the cookies that an answer sets. */
function cookiesOf({ headers }: { headers: Headers }): string[] {
  return headers.getSetCookie().map((cookie) => cookie.split("=")[0]);
}

/** One or two servers on one database, and a clock that all of them follow. */
interface Place {
  labs: Lab[];
  rounds: number;
  wait(ms: number): void;
  /** Someone who is logged in on the first server. */
  user(name?: string): Promise<Client>;
  /** The same browser, or a thief with a copy, on the last server. */
  copy(client: Client): Client;
}

/** How many servers, and how often each race is run. */
const PLACES: [where: string, servers: number, rounds: number][] = [
  ["one server", 1, 50],
  ["two servers", 2, 50],
  ["a remote database", 2, 50],
];

/** When a refresh's transaction is done, and when its answer arrives. */
const MOMENTS = ["as it comes", "held before", "held after"] as const;

/**
 * Holds back the next transaction of a lab, or what comes of it. `held` settles
 * when that is so.
 */
function hold({ db }: Lab, moment: typeof MOMENTS[number]) {
  const held = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const wait = (at: typeof moment) => {
    if (moment !== at) return;
    held.resolve();
    return gate.promise;
  };
  if (moment === "as it comes") held.resolve();
  const { batch } = db;
  db.batch = async (...args) => {
    db.batch = batch;
    await wait("held before");
    const results = await batch.apply(db, args);
    await wait("held after");
    return results;
  };
  return { held: held.promise, letGo: () => gate.resolve() };
}

function test(name: string, run: (place: Place) => Promise<void>) {
  for (const [where, servers, rounds] of PLACES) {
    Deno.test(`rung 7 on ${where}: ${name}`, async () => {
      await using stack = new AsyncDisposableStack();
      const folder = await Deno.makeTempDir();
      stack.defer(() => Deno.remove(folder, { recursive: true }));
      const file = `${folder}/lab.db`;
      let database = `file:${file}`;
      if (where === "a remote database") {
        const server = startHranaServer({ file });
        stack.defer(() => server.close());
        database = server.url;
      }
      const labs: Lab[] = [];
      for (let i = 0; i < servers; i++) {
        labs.push(stack.use(await Lab.open(stage, { database })));
      }
      await run({
        ...{ labs, rounds },
        wait: (ms) => labs.forEach((lab) => lab.clock += ms),
        user: (name) => labs[0].client(stage).loggedIn(name),
        copy: (client) => client.at(client.url, labs.at(-1)!.handler),
      });
      // However it went, a family has at most one token that is good.
      const { rows } = await labs[0].db.execute(
        `SELECT session_id FROM refresh_tokens WHERE used_at IS NULL
         GROUP BY session_id HAVING count(*) > 1`,
      );
      assertEquals(rows, []);
    });
  }
}

test("three tabs that refresh at once stay logged in", async (place) => {
  const vidu = await place.user();
  for (let round = 0; round < place.rounds; round++) {
    place.wait(6 * MINUTE);
    assertEquals(await whoami(vidu), 401);
    const tabs = [vidu, place.copy(vidu), place.copy(vidu)];
    const answers = await Promise.all(tabs.map(refresh));
    assertEquals(answers.map(({ status }) => status), [200, 200, 200]);
    const set = answers.map(cookiesOf);
    assertEquals(set.flat().filter((name) => name === "refresh").length, 1);
    for (const names of set) assert(names.includes("access"));
    // The tabs share their cookies.
    const winner = set.findIndex((names) => names.includes("refresh"));
    vidu.cookies = new Map(tabs[winner].cookies);
    for (const tab of tabs) assertEquals(await whoami(tab), 200);
  }
});

test("a thief who comes first and the owner after are both out", async (place) => {
  for (let round = 0; round < place.rounds; round++) {
    const vidu = await place.user();
    const thief = place.copy(vidu);
    assertEquals((await refresh(thief)).status, 200);
    place.wait(11 * SECOND);
    assertEquals((await refresh(vidu)).status, 401);
    assertEquals((await refresh(thief)).status, 401);
    place.wait(5 * MINUTE);
    assertEquals([await whoami(vidu), await whoami(thief)], [401, 401]);
  }
});

test("a thief who comes second gets nothing", async (place) => {
  for (let round = 0; round < place.rounds; round++) {
    const vidu = await place.user();
    const thief = place.copy(vidu);
    assertEquals((await refresh(vidu)).status, 200);
    place.wait(11 * SECOND);
    const refused = await refresh(thief);
    assertEquals([refused.status, cookiesOf(refused)], [401, []]);
    assertEquals((await refresh(vidu)).status, 401);
  }
});

test("a thief at the same moment is found out at the next refresh", async (place) => {
  for (let round = 0; round < place.rounds; round++) {
    const vidu = await place.user();
    const thief = place.copy(vidu);
    const both = round % 2 === 0 ? [vidu, thief] : [thief, vidu];
    const answers = await Promise.all(both.map(refresh));
    assertEquals(answers.map(({ status }) => status), [200, 200]);
    place.wait(6 * MINUTE);
    const next = await Promise.all(both.map(refresh));
    // The one with the used token ends the family, before or after the other.
    assert(next.some(({ status }) => status === 401));
    place.wait(6 * MINUTE);
    for (const client of both) {
      assertEquals((await refresh(client)).status, 401);
      assertEquals(await whoami(client), 401);
    }
  }
});

for (const path of ["/auth/logout", "/auth/logout-everywhere"]) {
  test(`a refresh at the same moment doesn't survive ${path}`, async (place) => {
    for (let round = 0; round < place.rounds; round++) {
      const vidu = await place.user();
      const tab = place.copy(vidu);
      const moment = MOMENTS[round % MOMENTS.length];
      const { held, letGo } = hold(place.labs.at(-1)!, moment);
      const refreshed = refresh(tab);
      await held;
      assertEquals((await vidu.post(path)).status, 200);
      letGo();
      const { status } = await refreshed;
      if (moment !== "as it comes") assertEquals(status, 401);
      for (const client of [vidu, tab]) {
        assertEquals((await refresh(client)).status, 401);
      }
      const { rows } = await place.labs[0].db.execute("SELECT * FROM sessions");
      assertEquals(rows, []);
      place.wait(5 * MINUTE);
      assertEquals(await whoami(tab), 401);
    }
  });
}

Deno.test("rung 7: a race gets an access token, and leaves the refresh token alone", async () => {
  using lab = await Lab.open(stage);
  const vidu = await lab.client(stage).loggedIn();
  const tab = vidu.at(vidu.url);
  await refresh(vidu);
  const answer = await refresh(tab);
  assertEquals([answer.status, cookiesOf(answer)], [200, ["access"]]);
});

Deno.test("rung 7: a theft is in the log, and no token is", async () => {
  using lab = await Lab.open(stage);
  const vidu = await lab.client(stage).loggedIn();
  const old = vidu.at(vidu.url);
  await refresh(vidu);
  lab.clock += 11 * SECOND;
  await refresh(old);
  assertMatch(lab.log.at(-1)!, / 401 POST \/auth\/refresh .*came twice/);
  for (const token of [...vidu.cookies.values(), ...old.cookies.values()]) {
    assertFalse(lab.log.join().includes(token));
  }
});

Deno.test("rung 7: the access token is good for five minutes, and nothing renews it", async () => {
  using lab = await Lab.open(stage);
  const vidu = await lab.client(stage).loggedIn();
  lab.clock += 5 * MINUTE - 1;
  const { status, headers } = await vidu.get("/todo/list");
  assertEquals([status, headers.getSetCookie()], [200, []]);
  lab.clock += 1;
  assertEquals(await whoami(vidu), 401);
  assertEquals((await refresh(vidu)).status, 200);
  assertEquals(await whoami(vidu), 200);
});

Deno.test("rung 7: a good access token asks nothing of sessions and refresh tokens", async () => {
  using lab = await Lab.open(stage);
  const vidu = await lab.client(stage).loggedIn();
  const asked: string[] = [];
  const { first } = lab.db;
  lab.db.first = (statement) => {
    asked.push(JSON.stringify(statement));
    return first.call(lab.db, statement);
  };
  assertEquals((await vidu.get("/todo/list")).status, 200);
  assertEquals(asked.length, 1);
  assertFalse(/sessions|refresh_tokens/.test(asked[0]));
});

Deno.test("rung 7: a login ends the family that came with it, by the refresh token alone", async () => {
  using lab = await Lab.open(stage);
  const vidu = await lab.client(stage).loggedIn();
  const old = vidu.at(vidu.url);
  vidu.cookies.delete("access");
  assertEquals((await vidu.login("vidu", "wrong")).status, 401);
  assertEquals((await refresh(vidu)).status, 200);
  old.cookies = new Map(vidu.cookies);
  assertEquals((await vidu.login("rahul")).status, 200);
  assertEquals((await refresh(old)).status, 401);
  assertEquals((await refresh(vidu)).status, 200);
});

Deno.test("rung 7: neither token is taken for the other", async () => {
  using lab = await Lab.open(stage);
  const vidu = await lab.client(stage).loggedIn();
  const [access, token] = ["access", "refresh"].map((it) =>
    vidu.cookies.get(it)!
  );
  const other = lab.client(stage);
  other.cookies.set("access", token).set("refresh", access);
  assertEquals(await whoami(other), 401);
  assertEquals((await refresh(other)).status, 401);
  assertEquals((await refresh(vidu)).status, 200);
});
