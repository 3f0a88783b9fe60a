/**
 * What holds for a file and for a server alike.
 *
 * @module
 */
import {
  assert,
  assertEquals,
  assertGreater,
  assertRejects,
} from "@std/assert";
import Libsql from "libsql";
import { type Database, DatabaseError, openDatabase } from "./open.ts";
import { demoData, versions } from "./schema.ts";
import {
  addUser,
  count,
  makePlace,
  type Place,
  seed,
} from "./testdata/place.ts";

/** Awaits a failure; returns its code. */
async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await assertRejects(() => promise);
  return (error as Error & { code: string }).code;
}

const addTodo = (userId: number) => ({
  sql: "INSERT INTO todos (user_id, text) VALUES (?, '') RETURNING id",
  args: [userId],
});

/** Ways to run one statement. */
const ways = [
  (db: Database, userId: number) => db.execute(addTodo(userId)),
  (db: Database, userId: number) => db.first(addTodo(userId)),
  (db: Database, userId: number) =>
    db.batch(["SELECT 1", addTodo(userId)], "write"),
];

const cases: Record<string, (place: Place) => Promise<void>> = {
  async "makes the tables and the first rows"({ open }) {
    const db = await open({ seed: () => demoData((p) => Promise.resolve(p)) });
    const users = await db.execute("SELECT * FROM users ORDER BY id");
    const rest = { world_id: 1, password_hash: "qwerty" };
    assertEquals(users.rows, [
      { id: 1, email: "vidu@example.com", name: "vidu", ...rest },
      { id: 2, email: "rahul@example.com", name: "rahul", ...rest },
    ]);
    const { rows } = await db.execute(
      "SELECT user_id, is_done, is_starred FROM todos",
    );
    assertEquals(rows.map(({ user_id }) => user_id), [1, 1, 1, 1, 1]);
    for (const mark of ["is_done", "is_starred"]) {
      assertEquals(new Set(rows.map((row) => row[mark])), new Set([0, 1]));
    }
    assertEquals(await count(db, "sessions"), 0);
    const version = await db.execute(
      "SELECT max(version) AS version FROM schema_versions",
    );
    assertEquals(version.rows, [{ version: versions.length }]);
  },

  async "leaves a database as it is when it opens it again"({ open }) {
    await (await open({ seed })).execute("DELETE FROM users");
    const again = await open({
      seed: () => Promise.reject(new Error("not needed")),
    });
    assertEquals(await count(again, "users"), 0);
  },

  async "makes nothing if the first rows fail"({ open }) {
    await assertRejects(
      () => open({ seed: () => Promise.resolve([addUser, addUser]) }),
      DatabaseError,
      "UNIQUE constraint failed: users.email",
    );
    assertEquals(await count(await open({ seed }), "users"), 1);
  },

  async "refuses a database with tables of something else"({ open, path }) {
    new Libsql(path).exec("CREATE TABLE users (nickname TEXT)");
    await assertRejects(() => open(), DatabaseError, "users already exists");
    new Libsql(path).exec("DROP TABLE users");
    assertEquals(await count(await open({ seed }), "users"), 1);
  },

  async "enforces foreign keys, and forgets a statement that failed"({ open }) {
    const db = await open({ seed });
    for (const way of ways) {
      for (const _ of "twice") {
        assertEquals(await codeOf(way(db, 77)), "SQLITE_CONSTRAINT");
        await way(db, 1);
      }
    }
    assertEquals(await count(db, "todos"), "twice".length * ways.length);
    assertEquals(await count(db, "pragma_foreign_key_check"), 0);
  },

  async "deletes a user's rows with the user"({ open }) {
    const db = await open({ seed });
    await db.batch([
      addTodo(1),
      `INSERT INTO sessions (stage, user_id, created_at, expires_at)
        VALUES ('6', 1, 0, 0)`,
    ], "write");
    await db.execute("DELETE FROM users");
    assertEquals(await count(db, "todos"), 0);
    assertEquals(await count(db, "sessions"), 0);
  },

  async "never gives an id twice"({ open }) {
    const db = await open({ seed });
    const adders = {
      worlds: "INSERT INTO worlds (hash) VALUES ('b') RETURNING id",
      users: `${addUser.replace("'a'", "'b'")} RETURNING id`,
      todos: addTodo(1),
      sessions: {
        sql: `INSERT INTO sessions (stage, user_id, created_at, expires_at)
          VALUES ('6', 1, ?, ?) RETURNING id`,
        args: [1_700_000_000_000, 1_700_000_600_000],
      },
    };
    for (const [table, adder] of Object.entries(adders)) {
      const add = async () => Number((await db.first(adder))!.id);
      const last = await add();
      await db.execute({
        sql: `DELETE FROM ${table} WHERE id = ?`,
        args: [last],
      });
      assertGreater(await add(), last, table);
    }
    // No other table has ids.
    const { rows } = await db.execute(
      `SELECT DISTINCT tables.name FROM sqlite_schema AS tables,
         pragma_table_info(tables.name) AS columns
       WHERE columns.name = 'id' ORDER BY 1`,
    );
    assertEquals(rows.map(({ name }) => name), Object.keys(adders).sort());
  },

  async "refuses what the columns can't hold"({ open }) {
    const db = await open({ seed });
    const add = (isDone: string | number) =>
      db.execute({
        sql: "INSERT INTO todos (user_id, text, is_done) VALUES (1, '', ?)",
        args: [isDone],
      });
    assertEquals((await add(1)).rowsAffected, 1);
    for (const isDone of [2, -1, 0.5, 1e300, "yes"]) {
      assertEquals(await codeOf(add(isDone)), "SQLITE_CONSTRAINT");
    }
    assertEquals(
      await codeOf(db.execute(addUser.replace("'a'", "'A'"))),
      "SQLITE_CONSTRAINT",
    );
    assertEquals(await count(db, "todos"), 1);
  },

  async "runs a batch wholly or not at all"({ open }) {
    const db = await open({ seed });
    const batch = [addTodo(1), addTodo(1)];
    assertEquals(
      await codeOf(db.batch([...batch, addUser], "write")),
      "SQLITE_CONSTRAINT",
    );
    assertEquals(await count(db, "todos"), 0);
    const results = await db.batch(batch, "write");
    assertEquals(results.map(({ rows }) => rows.length), [1, 1]);
    assertEquals(await count(db, "todos"), 2);
  },

  async "gives text back to the letter, and nothing but what was asked for"(
    { open },
  ) {
    const db = await open({ seed });
    const text = "'; DROP TABLE todos; -- \u{1F680} \u202E\u0301 \"\\ \n ?";
    const insert = {
      sql: "INSERT INTO todos (user_id, text) VALUES (1, ?) RETURNING text",
      args: [text],
    };
    const select = "SELECT text FROM todos LIMIT 1";
    for (const statement of [insert, select]) {
      assertEquals((await db.execute(statement)).rows, [{ text }]);
      assertEquals({ ...await db.first(statement) }, { text });
    }
    assertEquals(await db.first(`${select} OFFSET 9`), undefined);
  },

  async "tells an observer what ran, in order"({ open }) {
    const db = await open({ seed });
    const ran: [string, number][] = [];
    const observe = (sql: string, rows: number) => ran.push([sql, rows]);
    const told = () => ran.splice(0);

    const select = "SELECT id FROM users UNION SELECT 2";
    await db.execute(select, observe);
    assertEquals(told(), [[select, 2]]);
    await db.first("SELECT 1 WHERE 0", observe);
    assertEquals(told(), [["SELECT 1 WHERE 0", 0]]);

    const { sql } = addTodo(1);
    const update = "UPDATE todos SET is_done = 1";
    await db.batch([addTodo(1), addTodo(1), update], "write", observe);
    assertEquals(told(), [
      ["BEGIN IMMEDIATE", 0],
      ...[[sql, 1], [sql, 1], [update, 2]] as [string, number][],
      ["COMMIT", 0],
    ]);
  },

  async "lets several processes make a database at once"(place) {
    const children = [place.spawn(), place.spawn()];
    await using rounds = new AsyncDisposableStack();
    for (let round = 0; round < 10; round++) {
      const { url, open } = rounds.use(
        await makePlace(place.server ? "server" : "file"),
      );
      const seeded = await Promise.all(
        children.map((child) => child.ask(`open ${url}`)),
      );
      assert(seeded.includes("true"));
      const db = await open();
      assertEquals(await count(db, "users"), 1);
      assertEquals(await count(db, "schema_versions"), versions.length);
    }
  },

  async "lets several processes write at once and loses nothing"(place) {
    const db = await place.open({ seed });
    const written = await Promise.all(["a", "b"].map(async (name) => {
      const child = place.spawn();
      await child.ask(`open ${place.url}`);
      return child.ask(`write ${name} 200`);
    }));
    assertEquals(written, ["200", "200"]);
    assertEquals(await count(db, "settings"), 400);
  },

  async "fails after it is closed"({ open }) {
    const db = await open({ seed });
    await ways[0](db, 1);
    db.close();
    for (const way of ways) {
      await assertRejects(() => way(db, 1), DatabaseError, "it is closed");
    }
  },
};

for (const kind of ["file", "server"] as const) {
  for (const [name, run] of Object.entries(cases)) {
    Deno.test(`openDatabase() ${name} (${kind})`, async () => {
      await using place = await makePlace(kind);
      await run(place);
    });
  }
}

Deno.test("openDatabase() opens a private database in memory", async () => {
  const db = await openDatabase(":memory:", { seed });
  const other = await openDatabase(":memory:");
  assertEquals(await count(db, "users"), 1);
  assertEquals(await count(other, "users"), 0);
  db.close();
  other.close();
});

Deno.test("openDatabase() refuses what is no URL of a database", async () => {
  const urls = ["", "file:", "data/lab.db", "mysql://host/lab", "libsql//host"];
  for (const url of [...urls, "https://", "wss://host", "file://host/lab"]) {
    await assertRejects(
      () => openDatabase(url),
      DatabaseError,
      "write it as file:PATH",
    );
  }
});

Deno.test("a file that is reset is a new database", async () => {
  const folder = await Deno.makeTempDir();
  const url = `file:${folder}/lab.db`;
  try {
    const old = await openDatabase(url);
    await old.execute(addUser);
    old.close();
    const kept = await openDatabase(url);
    assertEquals(await count(kept, "users"), 1);
    kept.close();
    for (let i = 0; i < 2; i++) {
      const reset = await openDatabase(url, { reset: true });
      assertEquals(await count(reset, "users"), 0);
      reset.close();
      await Deno.remove(`${folder}/lab.db`);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
