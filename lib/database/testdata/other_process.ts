/**
 * A process that uses a database. It does what each line on its standard input
 * says, and prints a line when it is done.
 *
 * - `open URL` prints whether this process gave the first rows.
 * - `add` adds a to-do, and prints its id or what went wrong.
 * - `count` prints how many to-dos there are, or what went wrong.
 * - `write NAME COUNT` adds COUNT settings, and prints how many.
 * - `stream` adds to-dos for ever, and prints the id of each.
 * - `migrate` brings the database to the newest of `nextVersions`.
 *
 * @module
 */
import { migrate } from "../migrate.ts";
import { type Database, openDatabase } from "../open.ts";
import { nextVersions } from "./next_versions.ts";
import { linesOf } from "./lines.ts";

let db: Database;

const works: Record<string, (...args: string[]) => Promise<unknown>> = {
  async open(url) {
    let hasSeeded = false;
    db = await openDatabase(url, {
      seed: () => {
        hasSeeded = true;
        return Promise.resolve([
          "INSERT INTO users (email, name, password_hash) VALUES ('a', 'a', '')",
        ]);
      },
    });
    return hasSeeded;
  },

  add: () =>
    first("INSERT INTO todos (user_id, text) VALUES (1, '') RETURNING id"),

  count: () => first("SELECT count(*) FROM todos"),

  async write(name, count) {
    const sql = "INSERT INTO settings (name, value) VALUES (?, '')";
    for (let i = 0; i < Number(count); i++) {
      const statement = { sql, args: [`${name}${i}`] };
      if (i % 2 === 0) await db.execute(statement);
      else await db.batch([statement, "SELECT 1 FROM users"], "write");
    }
    return count;
  },

  async stream() {
    for (;;) console.log(await works.add());
  },

  async migrate() {
    await migrate(db, nextVersions);
    return "done";
  },
};

/** The only value of a row, or what went wrong. */
async function first(sql: string): Promise<unknown> {
  try {
    return Object.values((await db.first(sql))!)[0];
  } catch (error) {
    return (error as Error).message;
  }
}

for await (const line of linesOf(Deno.stdin.readable)) {
  const [work, ...args] = line.split(" ");
  console.log(await works[work](...args));
}
