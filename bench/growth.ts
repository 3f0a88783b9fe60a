/**
 * Whether the ladder gets slower as its database grows: the same requests on a
 * small database and on a large one, in turns.
 *
 * `deno task bench:growth` measures at full size (minutes, and about 0.5 GB in
 * a temporary folder); `e2e/growth_test.ts` at a small one.
 *
 * @module
 */
import { createApp } from "../app.ts";
import { type Database, openDatabase } from "../lib/database/open.ts";
import { importJwtKey } from "../lib/jwt.ts";
import { hashPassword } from "../lib/passwords.ts";
import { demoData } from "../lib/database/schema.ts";
import { stages } from "../stages/mod.ts";
import { FULL, generate, type Size } from "./generate.ts";
import { median } from "./wrk.ts";

const KEY = importJwtKey(new TextEncoder().encode("k".repeat(32)));

/** One server in this process on one database. */
export class Ladder implements Disposable {
  readonly #handler;

  private constructor(readonly db: Database) {
    const log = () => {};
    this.#handler = createApp({ db, jwtKey: KEY, log }, stages, false)
      .handler();
  }

  static on(db: Database): Ladder {
    return new Ladder(db);
  }

  static async open(file: string): Promise<Ladder> {
    // Logins are to show what the database costs, not what a hash does.
    const hash = await hashPassword("qwerty", { ln: 4, r: 8, p: 1 });
    const seed = () => demoData(() => Promise.resolve(hash));
    return new Ladder(await openDatabase(`file:${file}`, { seed }));
  }

  /** @throws {Error} If it is not a success */
  async send(path: string, cookie: string, fields?: unknown) {
    const response = await this.#handler(
      new Request(`http://localhost/stages/4${path}`, {
        method: fields === undefined ? "GET" : "POST",
        headers: { "Content-Type": "application/json", "Cookie": cookie },
        body: fields === undefined ? undefined : JSON.stringify(fields),
      }),
    );
    const { message, payload } = await response.json();
    if (!response.ok) throw new Error(`${path}: ${message}`);
    const cookies = response.headers.getSetCookie();
    return {
      payload,
      cookie: cookies.map((cookie) => cookie.split(";")[0]).join("; "),
    };
  }

  async logIn(name: string): Promise<string> {
    const fields = { email: `${name}@example.com`, password: "qwerty" };
    return (await this.send("/auth/login", "", fields)).cookie;
  }

  [Symbol.dispose]() {
    this.db.close();
  }
}

/** What is asked of both; `user` is one of many, with a cookie. */
const REQUESTS: Record<
  string,
  (ladder: Ladder, user: string, cookie: string) => Promise<unknown>
> = {
  "whoami": (ladder, _, cookie) => ladder.send("/auth/whoami", cookie),
  "list": (ladder, _, cookie) => ladder.send("/todo/list?limit=5", cookie),
  "login": (ladder, user) => ladder.logIn(user),
  "logout everywhere": (ladder, _, cookie) =>
    ladder.send("/auth/logout-everywhere", cookie, {}),
};

const ROUNDS = 9;

/** How many users take part, each with each request, in turns. */
const USERS = 200;

/**
 * Measures each request on both, for many users, in turns.
 *
 * @returns The median times in microseconds, small and large.
 */
export async function compare(
  small: Ladder,
  large: Ladder,
): Promise<Record<string, { small: number; large: number }>> {
  const result: Record<string, { small: number; large: number }> = {};
  const user = (i: number) => `user${1 + i % 100}`;
  // Once for warming up.
  for (const name of [Object.keys(REQUESTS)[0], ...Object.keys(REQUESTS)]) {
    const times = { small: [] as number[], large: [] as number[] };
    for (let i = 0; i < USERS; i++) {
      for (const [size, ladder] of Object.entries({ small, large })) {
        const cookie = await ladder.logIn(user(i));
        const start = performance.now();
        await REQUESTS[name](ladder, user(i), cookie);
        const took = (performance.now() - start) * 1000;
        times[size as keyof typeof times].push(took);
      }
    }
    result[name] = { small: median(times.small), large: median(times.large) };
  }
  return result;
}

/** Reads all to-dos of a user, part by part: how many, and the largest part. */
export async function readAll(ladder: Ladder, name: string) {
  const cookie = await ladder.logIn(name);
  let [count, largest] = [0, 0];
  let after: number | undefined = 0;
  while (after !== undefined) {
    const path = `/todo/list?after=${after}`;
    const { payload } = await ladder.send(path, cookie);
    count += payload.todos.length;
    largest = Math.max(largest, payload.todos.length);
    after = payload.next;
  }
  return { count, largest };
}

if (import.meta.main) {
  const folder = await Deno.makeTempDir();
  try {
    const files = [`${folder}/small.db`, `${folder}/large.db`];
    using small = await Ladder.open(files[0]);
    using large = await Ladder.open(files[1]);
    const few: Size = { users: 100, sessions: 200, todos: 10_000, heavy: 0 };
    generate(files[0], few, Date.now());
    const start = performance.now();
    generate(files[1], FULL, Date.now());
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    const { size } = await Deno.stat(files[1]);
    console.log(`Filled in ${seconds} s: ${(size / 1e6).toFixed(0)} MB`);
    // At first logins still remove sessions that were dead from the start.
    const ratios: Record<string, number[]> = {};
    for (let round = 0; round < ROUNDS; round++) {
      const results = Object.entries(await compare(small, large));
      for (const [name, { small: a, large: b }] of results) {
        (ratios[name] ??= []).push(b / a);
        const [from, to] = [a, b].map((time) => time.toFixed(0));
        console.log(name.padEnd(18), `${from} → ${to} µs`);
      }
    }
    console.log("How many times as long, round by round, and the median:");
    for (const [name, all] of Object.entries(ratios)) {
      const rounds = all.map((ratio) => ratio.toFixed(2)).join(" ");
      console.log(name.padEnd(18), rounds, "→", median(all).toFixed(2));
    }
    const before = Deno.memoryUsage().rss;
    const { count, largest } = await readAll(large, "heavy");
    const grown = (Deno.memoryUsage().rss - before) / 1e6;
    console.log(
      `${count} to-dos of one user in parts of ${largest}, ` +
        `${grown.toFixed(0)} MB more resident`,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
