/**
 * What a rung costs, found by running it: how much it asks its database, what
 * travels, when a logout works, what a restart loses, what servers must share.
 *
 * @module
 */
import { createApp } from "../app.ts";
import { startHranaServer } from "../testing/hrana.ts";
import { type Database, openDatabase, type Row } from "../lib/database/open.ts";
import { importJwtKey } from "../lib/jwt.ts";
import { hashPassword } from "../lib/passwords.ts";
import { demoData } from "../lib/database/schema.ts";
import type { Stage } from "../lib/state.ts";
import { Client } from "../testing/client.ts";

const KEYS = ["a", "b"].map((letter) =>
  importJwtKey(new TextEncoder().encode(letter.repeat(32)))
);

// A hash of a real cost would only take time.
const hash = await hashPassword("qwerty", { ln: 4, r: 8, p: 1 });
const open = (url: string) =>
  openDatabase(url, { seed: () => demoData(() => Promise.resolve(hash)) });

/** A server of one rung, with a clock to set. */
class Server {
  clock = Date.UTC(2026, 0, 1);
  readonly handler: (request: Request) => Promise<Response>;

  constructor(readonly stage: Stage, db: Database, jwtKey = KEYS[0]) {
    const services = { db, jwtKey, clock: () => this.clock, log: () => {} };
    this.handler = createApp(services, [stage], true).handler();
  }

  client(): Client {
    const { handler, stage } = this;
    return new Client("http://127.0.0.1:8000", stage.credential, handler);
  }
}

/** The same browser at another server. */
const at = ({ handler }: Server, client: Client) =>
  client.at(client.url, handler);

const pathOf = ({ app }: Stage) =>
  app === "missile" ? "/launch-missile" : "/todo/list";

async function enters(client: Client): Promise<boolean> {
  const path = client.place === "url" ? "/launch-missile" : "/todo/list";
  return (await client.get(path)).status === 200;
}

/** A rung's row in the table of costs: by column, what is in it. */
export async function measureCost(
  stage: Stage,
): Promise<Record<string, string>> {
  const folder = await Deno.makeTempDir();
  const remote = startHranaServer({ file: `${folder}/remote.db` });
  const dbs = [await open(remote.url), await open(":memory:")];
  try {
    const [db, otherDb] = dbs;
    const work = counter(db, () => remote.requests);
    const client = new Server(stage, work.db).client();
    const login = stage.credential && await work.of(() => client.login());
    const use = await work.of(() => client.get(pathOf(stage)));
    const tell = (work: Work | null) =>
      work === null ? "—" : `${work.queries} (${work.roundTrips})`;
    return {
      "rung": stage.id,
      "queries (round trips) to use it": tell(use),
      "to log in": tell(login),
      "rows that come back": `${use.rows}`,
      "credential, bytes a request": `${credentialOf(client).length || "—"}`,
      "a copied credential dies": await deathOfCopy(stage, db),
      "lost on restart": (await lostOnRestart(stage, db)).join(", ") ||
        "nothing",
      "servers must share": (await shared(stage, db, otherDb)).join("; ") ||
        "nothing",
    };
  } finally {
    for (const db of dbs) db.close();
    await remote.close();
    await Deno.remove(folder, { recursive: true });
  }
}

/** Without rung 7's refresh token, which goes to `/auth` only. */
function credentialOf({ cookie, credential }: Client): string {
  return cookie.replace(/; refresh=[^;]*/, "") ||
    `${new URLSearchParams(credential)}`;
}

/** What one request asks the database. */
interface Work {
  queries: number;
  /** Requests to a remote database. A batch is one. */
  roundTrips: number;
  /** Rows that came back or were changed. */
  rows: number;
}

/** Counts what passes through a database. */
function counter(db: Database, roundTrips: () => number) {
  const total = { queries: 0, rows: 0 };
  const add = (rows: number) => {
    total.queries++;
    total.rows += rows;
  };
  const counted: Database = {
    async execute(statement) {
      const result = await db.execute(statement);
      add(result.rows.length || result.rowsAffected);
      return result;
    },
    async first(statement): Promise<Row | undefined> {
      const row = await db.first(statement);
      add(row === undefined ? 0 : 1);
      return row;
    },
    async batch(statements, mode) {
      const results = await db.batch(statements, mode);
      for (const { rows, rowsAffected } of results) {
        add(rows.length || rowsAffected);
      }
      return results;
    },
    close() {},
  };
  return {
    db: counted,
    async of(run: () => Promise<{ status: number }>): Promise<Work> {
      const before = { ...total, roundTrips: roundTrips() };
      const { status } = await run();
      if (status !== 200) throw new Error(`Cannot measure a ${status}`);
      return {
        queries: total.queries - before.queries,
        roundTrips: roundTrips() - before.roundTrips,
        rows: total.rows - before.rows,
      };
    },
  };
}

/** Lets the clock run until a copied credential is refused. */
async function deathOfCopy(stage: Stage, db: Database): Promise<string> {
  if (stage.credential === null) return "—";
  const server = new Server(stage, db);
  const client = server.client();
  await client.login();
  const thief = at(server, client);
  const hasLogout = (await client.post("/auth/logout")).status === 200;
  // A copy that is in use keeps a session alive, so it is used all the time.
  let seconds = 0;
  while (await enters(thief)) {
    const step = seconds < 3600 ? 60 : 600; // finer at first
    server.clock += step * 1000;
    seconds += step;
  }
  if (seconds === 0) return "at logout";
  return hasLogout
    ? `up to ${duration(seconds)} after logout`
    : `no logout; up to ${duration(seconds)} after login`;
}

const UNITS = { day: 86_400, hour: 3600, minute: 60 };

function duration(seconds: number): string {
  const [unit, size] = Object.entries(UNITS)
    .find(([, size]) => seconds % size === 0)!;
  const count = seconds / size;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

const ADDED = "made before the restart";

async function lostOnRestart(stage: Stage, db: Database): Promise<string[]> {
  const client = new Server(stage, db).client();
  if (stage.credential !== null) await client.login();
  if (stage.app === "todos") await client.post("/todo/create", { text: ADDED });
  const after = at(new Server(stage, db), client);
  const lost = [];
  if (stage.credential !== null && !await enters(after)) lost.push("logins");
  if (stage.app === "todos" && !(await after.texts()).includes(ADDED)) {
    lost.push("to-dos");
  }
  return lost;
}

/** Takes one thing after the other away from the second server. */
async function shared(
  stage: Stage,
  db: Database,
  otherDb: Database,
): Promise<string[]> {
  const client = new Server(stage, db).client();
  if (stage.credential === null) {
    await client.post("/todo/create", { text: ADDED });
    const texts = await at(new Server(stage, db), client).texts();
    return texts.includes(ADDED) ? [] : ["can't be shared: to-dos in memory"];
  }
  await client.login();
  const without = {
    "sessions, at each request": [new Server(stage, otherDb)],
    "sessions, when a JWT has expired": [new Server(stage, otherDb)],
    "the key of the JWTs": [new Server(stage, db, KEYS[1])],
  };
  const needed = [];
  for (const [thing, [server]] of Object.entries(without)) {
    // The JWTs of rungs 6 and 7 have expired by then, their sessions have not.
    if (thing.includes("expired")) server.clock += 11 * 60 * 1000;
    const isNeeded = !await enters(at(server, client));
    const isNews = !thing.includes("expired") || needed.length === 0;
    if (isNeeded && isNews) needed.push(thing);
  }
  if (stage.app === "todos") needed.push("to-dos");
  return needed;
}
