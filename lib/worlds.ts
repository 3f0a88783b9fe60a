/**
 * Worlds: each has its own copy of the demo users, vidu and rahul.
 *
 * On one's own machine there is one. In a class each browser has its own, so
 * that "log out everywhere" touches nobody else: sessions and to-dos hang on
 * users, and users on a world.
 *
 * A world's code comes in a cookie. It is no credential, because to log in takes
 * the password as well. But everybody knows that password: so a code can't be
 * guessed, and the database keeps its SHA-256.
 *
 * @module
 */
import type { Database } from "./database/open.ts";
import { demoTodos } from "./database/schema.ts";
import { RetryError } from "./http/errors.ts";

const MINUTE = 60_000;

/** The hash that stands for the one world of one's own machine. */
export const HOME = "";

/** How long a world may stay unused, in milliseconds. */
export const WORLD_LIFETIME: number = 24 * 60 * MINUTE;

/** How many there are at most. Then the oldest goes, if it is idle. */
export const MAX_WORLDS = 2000;
const IDLE = 60 * MINUTE;
const MAX_SWEPT = 5; // when a new one comes, so that it never takes long

/** How exactly it is known when a world was last used, in milliseconds. */
export const TOUCH_EVERY: number = 10 * MINUTE;

/** Which users are a world's, given its hash. */
export const OF_WORLD = "world_id = (SELECT id FROM worlds WHERE hash = ?)";

/**
 * Makes a world if it isn't there yet, and sweeps a few old ones away.
 *
 * @param now The real time, in milliseconds since the epoch.
 * @throws {RetryError} 503 if there are {@linkcode MAX_WORLDS}, all in use
 */
export async function makeWorld(
  db: Database,
  world: string,
  now: number,
): Promise<void> {
  try {
    await db.batch([
      sweep(now - WORLD_LIFETIME, 0),
      sweep(now - IDLE, MAX_WORLDS - 1),
      {
        sql: `INSERT INTO worlds (hash, used_at) SELECT ?, ?
              WHERE (SELECT count(used_at) FROM worlds) < ?`,
        args: [world, now, MAX_WORLDS],
      },
      {
        sql: `INSERT INTO users (world_id, email, name, password_hash)
              SELECT worlds.id, email, name, password_hash
              FROM worlds, demo_users WHERE hash = ?
              ORDER BY demo_users.rowid`,
        args: [world],
      },
      fill(world),
    ], "write");
  } catch (error) {
    // Two logins at once: the other one has made it.
    if (!await worldExists(db, world)) throw error;
  }
  if (await worldExists(db, world)) return;
  const message = "All places of this class are taken. Try again later.";
  throw new RetryError(503, message, 600, `there are ${MAX_WORLDS} worlds`);
}

/** Whether somebody has logged in there. */
export async function worldExists(
  db: Database,
  world: string,
): Promise<boolean> {
  const sql = "SELECT 1 FROM worlds WHERE hash = ?";
  return await db.first({ sql, args: [world] }) !== undefined;
}

/** Deletes the oldest worlds that were last used by then, if more than `kept`. */
function sweep(usedUntil: number, kept: number) {
  return {
    sql: `DELETE FROM worlds WHERE id IN (
            SELECT id FROM worlds WHERE used_at <= ? ORDER BY used_at
            LIMIT min(?, max(0, (SELECT count(used_at) FROM worlds) - ?)))`,
    args: [usedUntil, MAX_SWEPT, kept],
  };
}

/** Gives Vidu the first to-dos; on one's own machine with their first ids. */
function fill(world: string) {
  return {
    sql: `INSERT INTO todos (id, user_id, text, is_done, is_starred)
          SELECT iif(world_id = 1, key + 1, NULL), users.id,
            value ->> 'text', value ->> 'done', value ->> 'starred'
          FROM json_each(?), users
          WHERE ${OF_WORLD} AND email = 'vidu@example.com' ORDER BY key`,
    args: [JSON.stringify(demoTodos), world],
  };
}

export async function touchWorld(
  db: Database,
  world: string,
  now: number,
): Promise<void> {
  await db.execute({
    sql: "UPDATE worlds SET used_at = ? WHERE hash = ? AND used_at < ?",
    args: [now, world, now],
  });
}

/** Makes a world as it was at first. */
export async function startOver(db: Database, world: string): Promise<void> {
  const ofUsers = `user_id IN (SELECT id FROM users WHERE ${OF_WORLD})`;
  await db.batch([
    { sql: `DELETE FROM sessions WHERE ${ofUsers}`, args: [world] },
    { sql: `DELETE FROM todos WHERE ${ofUsers}`, args: [world] },
    {
      sql: `UPDATE users SET password_hash = demo_users.password_hash
            FROM demo_users
            WHERE demo_users.email = users.email AND ${OF_WORLD}`,
      args: [world],
    },
    fill(world),
  ], "write");
}
