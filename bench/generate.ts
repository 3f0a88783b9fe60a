/**
 * Fills a database as years of use would:
 * `generate.ts DATABASE_FILE [--users=10000] [--sessions=1000000]
 * [--todos=1000000] [--heavy=100000]`.
 *
 * Writes to the file as it is given; it must be a new one of this project.
 *
 * @module
 */
import Libsql from "libsql";
import { parseArgs } from "node:util";

export interface Size {
  users: number;
  sessions: number;
  todos: number;
  /** To-dos of one user more, `heavy@example.com`. */
  heavy: number;
}

export const FULL: Size = {
  users: 10_000,
  sessions: 1_000_000,
  todos: 1_000_000,
  heavy: 100_000,
};

/**
 * Adds users, and spreads sessions and to-dos over them. A tenth of the
 * sessions has ended. All have the password of `vidu@example.com`.
 *
 * @param now Milliseconds since the epoch.
 */
export function generate(file: string, size: Size, now: number): void {
  const db = new Libsql(file);
  const run = (sql: string, ...args: (string | number)[]) =>
    db.prepare(sql).run(args);
  const numbers = `WITH RECURSIVE numbers (n) AS (
    SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)`;
  db.exec("PRAGMA foreign_keys = ON; BEGIN IMMEDIATE");
  const user = `SELECT 'user' || n || '@example.com', 'user' || n,
    (SELECT password_hash FROM users WHERE name = 'vidu') FROM numbers`;
  run(
    `${numbers} INSERT INTO users (email, name, password_hash) ${user}`,
    size.users,
  );
  const { first } = db.prepare(
    "SELECT id AS first FROM users WHERE name = 'user1'",
  ).get([]) as { first: number };
  // Scattered, as people come and go: neighbours in time are no neighbours here.
  const owner = "? + (n * 7919) % ?";
  const day = 24 * 60 * 60 * 1000;
  run(
    `${numbers} INSERT INTO sessions
       (stage, user_id, token, created_at, expires_at)
     SELECT iif(n % 2, '4', '6'), ${owner}, iif(n % 2, hex(randomblob(32)), NULL),
       ? - ?, ? + (n % 10 - 1) * ? FROM numbers`,
    ...[size.sessions, first, size.users, now, day, now, day],
  );
  const text = "'Do thing ' || n || ', before the next one comes along'";
  run(
    `${numbers} INSERT INTO todos (user_id, text, is_done, is_starred)
     SELECT ${owner}, ${text}, n % 2, n % 3 = 0 FROM numbers`,
    ...[size.todos, first, size.users],
  );
  run(
    `INSERT INTO users (email, name, password_hash) SELECT
       'heavy@example.com', 'heavy', password_hash FROM users
       WHERE name = 'vidu'`,
  );
  run(
    `${numbers} INSERT INTO todos (user_id, text)
     SELECT (SELECT max(id) FROM users), ${text} FROM numbers`,
    size.heavy,
  );
  db.exec("COMMIT");
  db.close();
}

if (import.meta.main) {
  const { values, positionals: [file] } = parseArgs({
    allowPositionals: true,
    options: Object.fromEntries(
      Object.entries(FULL).map(([name, size]) =>
        [name, { type: "string", default: `${size}` }] as const
      ),
    ),
  });
  const size = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Number(value)]),
  );
  generate(file, { ...FULL, ...size }, Date.now());
}
