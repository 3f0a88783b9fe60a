/**
 * Another process on the same database, for `database_test.ts`. It does what
 * each line on its standard input says, and prints a line when it is done.
 *
 * - `open URL` prints whether this process has given the first rows.
 * - `write URL NAME COUNT` adds COUNT settings, and prints how many.
 * - `stream URL` adds to-dos for ever, and prints the id of each.
 */
import { type Database, openDatabase } from "../open.ts";
import { linesOf } from "./lines.ts";

for await (const line of linesOf(Deno.stdin.readable)) {
  const [work, url, name, count] = line.split(" ");
  let hasSeeded = false;
  const seed = () => {
    hasSeeded = true;
    return Promise.resolve([
      "INSERT INTO users (email, name, password_hash) VALUES ('a', 'a', '')",
    ]);
  };
  const db = await openDatabase(url, { seed });
  if (work === "open") console.log(hasSeeded);
  if (work === "write") console.log(await write(db, name, Number(count)));
  if (work === "stream") await stream(db);
  db.close();
}

async function write(db: Database, name: string, count: number) {
  const sql = "INSERT INTO settings (name, value) VALUES (?, '')";
  for (let i = 0; i < count; i++) {
    const statement = { sql, args: [`${name}${i}`] };
    if (i % 2 === 0) await db.execute(statement);
    else await db.batch([statement, "SELECT 1 FROM users"], "write");
  }
  return count;
}

async function stream(db: Database) {
  for (;;) {
    const { rows: [{ id }] } = await db.execute(
      "INSERT INTO todos (user_id, text) VALUES (1, '') RETURNING id",
    );
    console.log(id);
  }
}
