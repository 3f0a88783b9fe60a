import type { Statement } from "./connection.ts";
import type { Versions } from "./migrate.ts";

/** What refers to users, what is referred to first. */
const referring = ["sessions", "todos", "refresh_tokens"];

/**
 * `versions[n]` takes a database from version `n` to `n + 1`. A version that was
 * released never changes: add another one after it.
 *
 * Times are whole milliseconds since the epoch. `STRICT` makes a column refuse
 * values of another type.
 */
export const versions: Versions = [[
  `CREATE TABLE schema_versions (
    version INTEGER PRIMARY KEY
  ) STRICT`,

  // NOCASE: Vidu@Example.com is the same account as vidu@example.com.
  `CREATE TABLE users (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    email         TEXT NOT NULL UNIQUE COLLATE NOCASE,
    name          TEXT NOT NULL,
    password_hash TEXT NOT NULL -- PHC string: $scrypt$ln=...$salt$hash
  ) STRICT`,

  // AUTOINCREMENT: if a freed id came back, a dead JWT of rung 6 would wake up.
  `CREATE TABLE sessions (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    stage      TEXT NOT NULL, -- the rung that made it; worth nothing on another
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token      TEXT,          -- 1 and 3: as it is; 4: its SHA-256; 6: none
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE INDEX sessions_by_user ON sessions (user_id, stage)`,
  `CREATE INDEX sessions_by_expiry ON sessions (expires_at)`,

  `CREATE TABLE todos (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    text       TEXT NOT NULL,
    is_done    INTEGER NOT NULL DEFAULT 0 CHECK (is_done IN (0, 1)),
    is_starred INTEGER NOT NULL DEFAULT 0 CHECK (is_starred IN (0, 1))
  ) STRICT`,
  // An index ends with the row's id: a user's to-dos are in order here.
  `CREATE INDEX todos_by_user ON todos (user_id)`,

  // Has the JWT key that the first start makes, if JWT_SECRET gives none.
  `CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT`,
], [
  // Rung 8 shows its users where they are logged in, and asks for the password
  // again before something serious.
  `ALTER TABLE sessions ADD COLUMN address TEXT`,
  `ALTER TABLE sessions ADD COLUMN browser TEXT`, // its User-Agent
  `ALTER TABLE sessions ADD COLUMN confirmed_at INTEGER`,

  // Rung 7: see refresh_tokens.ts.
  `CREATE TABLE refresh_tokens (
    hash        TEXT PRIMARY KEY, -- SHA-256
    session_id  INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    used_at     INTEGER,          -- null: nobody has used it yet
    replaced_by TEXT              -- the hash of the next one
  ) STRICT`,
  `CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id)`,
], [
  // The copies of the demo users that a class works with, one for each browser.
  `CREATE TABLE worlds (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    hash    TEXT NOT NULL UNIQUE, -- SHA-256 of its code; '' for one's own machine
    used_at INTEGER               -- null: it is never swept away
  ) STRICT`,
  `CREATE INDEX worlds_by_use ON worlds (used_at)`,
  `INSERT INTO worlds (id, hash) VALUES (1, '')`,

  // How far each world has come.
  `CREATE TABLE progress (
    world_id INTEGER NOT NULL REFERENCES worlds (id) ON DELETE CASCADE,
    stage    TEXT NOT NULL,
    attack   TEXT NOT NULL, -- '' for a login on that rung
    is_right INTEGER,       -- whether the first guess was
    has_run  INTEGER NOT NULL DEFAULT 0 CHECK (has_run IN (0, 1)),
    PRIMARY KEY (world_id, stage, attack)
  ) STRICT, WITHOUT ROWID`,

  // What they are copied from: a copied hash costs no time.
  `CREATE TABLE demo_users (
    email         TEXT PRIMARY KEY COLLATE NOCASE,
    name          TEXT NOT NULL,
    password_hash TEXT NOT NULL
  ) STRICT`,
  `INSERT INTO demo_users SELECT email, name, password_hash FROM users
    WHERE email IN ('vidu@example.com', 'rahul@example.com') ORDER BY id`,

  // SQLite can't drop a UNIQUE, so the table is made anew. To drop the old one
  // deletes what refers to its rows: that is put aside, and back at the end.
  ...referring.map((table) =>
    `CREATE TABLE old_${table} AS SELECT * FROM ${table}`
  ),
  `CREATE TABLE new_users (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    world_id      INTEGER NOT NULL DEFAULT 1
                    REFERENCES worlds (id) ON DELETE CASCADE,
    email         TEXT NOT NULL COLLATE NOCASE,
    name          TEXT NOT NULL,
    password_hash TEXT NOT NULL, -- PHC string: $scrypt$ln=...$salt$hash
    UNIQUE (world_id, email)
  ) STRICT`,
  `INSERT INTO new_users (id, email, name, password_hash)
    SELECT id, email, name, password_hash FROM users`,
  // An id that was given before must not come again.
  `DELETE FROM sqlite_sequence WHERE name = 'new_users'`,
  `INSERT INTO sqlite_sequence (name, seq)
    SELECT 'new_users', seq FROM sqlite_sequence WHERE name = 'users'`,
  `DROP TABLE users`,
  `ALTER TABLE new_users RENAME TO users`,
  ...referring.flatMap((table) => [
    `INSERT INTO ${table} SELECT * FROM old_${table}`,
    `DROP TABLE old_${table}`,
  ]),
]];

/** Vidu's to-dos in a new world. */
export const demoTodos = [
  { text: "Find the session id in the address bar", done: 1, starred: 0 },
  { text: "Read localStorage from the console", done: 1, starred: 1 },
  { text: "Try the same with an HttpOnly cookie", done: 0, starred: 0 },
  { text: "Paste my JWT into a decoder, find no secret", done: 0, starred: 1 },
  { text: "Log out everywhere before lunch", done: 0, starred: 0 },
];

/** What a new database starts with: two users with the password `qwerty`. */
export async function demoData(
  hashPassword: (password: string) => Promise<string>,
): Promise<Statement[]> {
  const users = await Promise.all(["vidu", "rahul"].map(async (name) => ({
    sql: "INSERT INTO users (email, name, password_hash) VALUES (?, ?, ?)",
    args: [`${name}@example.com`, name, await hashPassword("qwerty")],
  })));
  const todos = demoTodos.map(({ text, done, starred }) => ({
    sql: `INSERT INTO todos (user_id, text, is_done, is_starred)
      SELECT id, ?, ?, ? FROM users WHERE email = 'vidu@example.com'`,
    args: [text, done, starred],
  }));
  return [...users, ...todos];
}
