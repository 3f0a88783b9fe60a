import { assert, assertEquals, assertRejects } from "@std/assert";
import { migrate } from "./migrate.ts";
import { type Database, DatabaseError } from "./open.ts";
import { connectFile } from "./file.ts";
import { demoData, versions } from "./schema.ts";
import { connectServer } from "./server.ts";
import { LOG_LENGTH, nextVersions } from "./testdata/next_versions.ts";
import {
  addUser,
  count,
  makePlace,
  type Place,
  seed,
} from "./testdata/place.ts";

const hash = (password: string) => Promise.resolve(password);
const addTodo = "INSERT INTO todos (user_id, text) VALUES (1, 'kept')";

/** The version of a database, what it has of the newer ones, and one row. */
async function stateOf(db: Database) {
  const has = async (sql: string) => await db.first(sql) !== undefined;
  const hasDates = await has(
    "SELECT 1 FROM pragma_table_info('todos') WHERE name = 'due_at'",
  );
  const hasLog = await has("SELECT 1 FROM sqlite_schema WHERE name = 'log'");
  return {
    version: await count(db, "schema_versions"),
    log: hasLog ? await count(db, "log") : null,
    todo: await db.first(
      `SELECT text${hasDates ? ", due_at" : ""} FROM todos`,
    ),
  };
}

const states = [
  { version: 1, log: null, todo: { text: "kept" } },
  { version: 2, log: null, todo: { text: "kept", due_at: 7 } },
  { version: 3, log: LOG_LENGTH, todo: { text: "kept", due_at: 8 } },
].map((state) => ({ ...state, version: state.version + versions.length - 1 }));

const cases: Record<string, (place: Place) => Promise<void>> = {
  async "keeps the rows, version by version"({ open }) {
    const db = await open({ seed });
    await db.execute(addTodo);
    assertEquals(await stateOf(db), states[0]);
    await migrate(db, nextVersions.slice(0, -1));
    assertEquals(await stateOf(db), states[1]);
    await migrate(db, nextVersions);
    assertEquals(await stateOf(db), states[2]);
    await migrate(db, nextVersions);
    assertEquals(await stateOf(db), states[2]);
  },

  async "leaves the old version if a statement fails"({ open }) {
    const db = await open({ seed });
    await db.execute(addTodo);
    const broken = ["CREATE TABLE log (id INTEGER)", "CREATE TABLE users (id)"];
    const error = await assertRejects(() => migrate(db, [...versions, broken]));
    assert(String(error).includes("users already exists"));
    assertEquals(await stateOf(db), states[0]);
    await migrate(db, nextVersions);
    assertEquals(await stateOf(db), states[2]);
  },

  async "refuses a newer version, and leaves it"({ open }) {
    const db = await open({ seed });
    await db.execute(addTodo);
    await migrate(db, nextVersions.slice(0, -1));
    const error = await assertRejects(() => open(), DatabaseError);
    assertEquals(error.message.split("\n").length, 1);
    assert(error.message.includes(`version ${states[1].version}, `));
    assertEquals(await stateOf(db), states[1]);
  },

  async "is done once by several processes at once"(place) {
    const children = [place.spawn(), place.spawn(), place.spawn()];
    const db = await place.open({ seed });
    await db.execute(addTodo);
    await Promise.all(
      children.map((child) => child.ask(`open ${place.url}`)),
    );
    const done = await Promise.all(
      children.map((child) => child.ask("migrate")),
    );
    assertEquals(done, ["done", "done", "done"]);
    assertEquals(await stateOf(db), states[2]);
  },
};

for (const kind of ["file", "server"] as const) {
  for (const [name, run] of Object.entries(cases)) {
    Deno.test(`a migration ${name} (${kind})`, async () => {
      await using place = await makePlace(kind);
      await run(place);
    });
  }
}

for (const kind of ["file", "server"] as const) {
  Deno.test(`version 3 keeps what users have, and their ids (${kind})`, async () => {
    await using place = await makePlace(kind);
    const db = kind === "file"
      ? connectFile(place.url, 1000)
      : connectServer(place.url, 1000);
    await migrate(db, versions.slice(0, 2), () => demoData(hash));
    await db.batch([
      "INSERT INTO users (email, name, password_hash) VALUES ('c', 'c', '')",
      "DELETE FROM users WHERE name = 'c'",
      `INSERT INTO sessions (id, stage, user_id, token, created_at, expires_at)
        VALUES (7, '7', 2, 't', 1, 2)`,
      "INSERT INTO refresh_tokens (hash, session_id) VALUES ('h', 7)",
      "INSERT INTO sessions (stage, user_id, created_at, expires_at) VALUES ('4', 1, 1, 2)",
      "DELETE FROM sessions WHERE id = 8",
    ], "write");
    const tables = ["sessions", "todos", "refresh_tokens"];
    const read = async () =>
      await Promise.all([
        ...tables.map((table) => `SELECT * FROM ${table}`),
        "SELECT id, email, name, password_hash FROM users ORDER BY id",
      ].map(async (sql) => (await db.execute(sql)).rows));
    const before = await read();
    assertEquals(before.map(({ length }) => length), [1, 5, 1, 2]);

    await migrate(db, versions);
    assertEquals(await read(), before);
    assertEquals(await count(db, "pragma_foreign_key_check"), 0);
    const lastId = async (sql: string) => (await db.first(sql))!.id;
    assertEquals(await lastId(`${addUser} RETURNING id`), 4);
    assertEquals(
      await lastId(
        "INSERT INTO sessions (stage, user_id, created_at, expires_at) VALUES ('4', 1, 1, 2) RETURNING id",
      ),
      9,
    );
    // What refers to the old table would not go with a row of the new one.
    await db.execute("DELETE FROM users WHERE id <= 2");
    assertEquals((await read()).map(({ length }) => length), [0, 0, 0, 1]);
    assertEquals(await count(db, "demo_users"), 2);
    db.close();
  });
}

Deno.test("a migration that is killed leaves one version or the next", async () => {
  for (const moment of [0, 1e6, 5e6]) {
    await using place = await makePlace("file");
    const db = await place.open({ seed });
    await db.execute(addTodo);
    const child = place.spawn();
    await child.ask(`open ${place.url}`);
    await child.send("migrate");
    // The log grows while the last version is being written.
    const size = async () => (await Deno.stat(`${place.path}-wal`)).size;
    const killedAt = await size() + moment;
    while (await size() < killedAt);
    await child.kill();
    const state = await stateOf(db);
    assertEquals(
      state,
      states.find(({ version }) => version === state.version),
    );
    await migrate(db, nextVersions);
    assertEquals(await stateOf(db), states[2]);
  }
});

Deno.test("version 2 keeps the users, sessions and to-dos of a version 1 file", async () => {
  await using place = await makePlace("file");
  const { connectFile } = await import("./file.ts");
  const old = connectFile(place.url, 5000);
  await migrate(old, versions.slice(0, 1), seed);
  await old.execute(addTodo);
  await old.execute(
    `INSERT INTO sessions (stage, user_id, token, created_at, expires_at)
     VALUES ('4', 1, 'hash', 5, 6)`,
  );
  old.close();
  const [db, other] = await Promise.all([place.open(), place.open()]);
  const { address, browser, confirmed_at, ...session } =
    (await other.first("SELECT * FROM sessions"))!;
  assertEquals([address, browser, confirmed_at], [null, null, null]);
  assertEquals(session, {
    ...{ id: 1, stage: "4", user_id: 1, token: "hash" },
    ...{ created_at: 5, expires_at: 6 },
  });
  assertEquals(await count(db, "users"), 1);
  assertEquals((await db.first("SELECT text FROM todos"))!.text, "kept");
  // A session takes its refresh tokens with it.
  await db.execute(
    "INSERT INTO refresh_tokens (hash, session_id) VALUES ('a', 1)",
  );
  await db.execute("DELETE FROM sessions");
  assertEquals(await count(db, "refresh_tokens"), 0);
});
