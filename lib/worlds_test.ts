import { assert, assertEquals, assertRejects } from "@std/assert";
import { count, type Kind, makePlace } from "./database/testdata/place.ts";
import { type Database, openDatabase } from "./database/open.ts";
import { demoData } from "./database/schema.ts";
import { RetryError } from "./http/errors.ts";
import {
  HOME,
  makeWorld,
  MAX_WORLDS,
  startOver,
  touchWorld,
  WORLD_LIFETIME,
} from "./worlds.ts";

const seed = () => demoData((password) => Promise.resolve(password));
const HOUR = 3_600_000;

/** Everything in a world, without the ids. */
async function contents(db: Database, world: string) {
  const users = await db.execute({
    sql: `SELECT email, name, password_hash FROM users JOIN worlds
            ON worlds.id = world_id WHERE hash = ? ORDER BY users.id`,
    args: [world],
  });
  const todos = await db.execute({
    sql: `SELECT email, text, is_done, is_starred FROM todos
          JOIN users ON users.id = user_id JOIN worlds ON worlds.id = world_id
          WHERE hash = ? ORDER BY todos.id`,
    args: [world],
  });
  return { users: users.rows, todos: todos.rows };
}

const hashes = async (db: Database) =>
  (await db.execute("SELECT hash FROM worlds ORDER BY id")).rows
    .map(({ hash }) => hash);

const kinds: Kind[] = ["file", "server"];
for (const kind of kinds) {
  Deno.test(`makeWorld() copies users and to-dos, once (${kind})`, async () => {
    await using place = await makePlace(kind);
    const [db, other] = [await place.open({ seed }), await place.open()];
    await Promise.all([
      makeWorld(db, "a", 1),
      makeWorld(other, "a", 1),
      makeWorld(db, "b", 1),
    ]);
    await makeWorld(db, "a", 2);
    const home = await contents(db, HOME);
    assertEquals(home.todos.length, 5);
    assertEquals(await contents(db, "a"), home);
    assertEquals(await contents(db, "b"), home);
    assertEquals(await hashes(db).then((all) => all.sort()), ["", "a", "b"]);
  });

  Deno.test(`startOver() resets one world only (${kind})`, async () => {
    await using place = await makePlace(kind);
    const db = await place.open({ seed });
    await makeWorld(db, "a", 1);
    const fresh = await contents(db, "a");
    await db.batch([
      "UPDATE users SET password_hash = 'changed'",
      "DELETE FROM todos",
      "INSERT INTO todos (user_id, text) SELECT id, 'own' FROM users",
      `INSERT INTO sessions (stage, user_id, created_at, expires_at)
        SELECT '4', id, 1, 2 FROM users`,
    ], "write");
    const changed = await contents(db, HOME);
    await startOver(db, "a");
    assertEquals(await contents(db, "a"), fresh);
    assertEquals(await contents(db, HOME), changed);
    assertEquals(await count(db, "sessions"), 2);
    await startOver(db, HOME);
    assertEquals(await contents(db, HOME), fresh);
    assertEquals(await count(db, "sessions"), 0);
  });
}

Deno.test("makeWorld() sweeps a few unused worlds, and never the one at home", async () => {
  const db = await openDatabase(":memory:", { seed });
  for (let i = 0; i < 8; i++) await makeWorld(db, `${i}`, i);
  await touchWorld(db, "0", WORLD_LIFETIME);
  await makeWorld(db, "new", WORLD_LIFETIME + 7);
  assertEquals(await hashes(db), ["", "0", "6", "7", "new"]);
  await makeWorld(db, "newer", WORLD_LIFETIME + 7);
  assertEquals(await hashes(db), ["", "0", "new", "newer"]);
  assertEquals(await count(db, "users"), 2 * 4);
  assertEquals(await count(db, "todos"), 5 * 4);
  db.close();
});

Deno.test("makeWorld() lets the oldest go that is idle, and else refuses", async () => {
  const db = await openDatabase(":memory:", { seed });
  await db.execute({
    sql: `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
            WHERE i < ?) INSERT INTO worlds (hash, used_at) SELECT i, i FROM n`,
    args: [MAX_WORLDS],
  });
  const error = await assertRejects(
    () => makeWorld(db, "new", HOUR),
    RetryError,
  );
  assertEquals(error.status, 503);
  assertEquals(await count(db, "worlds"), MAX_WORLDS + 1);
  assertEquals(await count(db, "users"), 2);
  await makeWorld(db, "new", HOUR + 2);
  const all = await hashes(db);
  assertEquals(all.length, MAX_WORLDS + 1);
  assert(all.includes("new") && all.includes("2") && !all.includes("1"));
  db.close();
});
