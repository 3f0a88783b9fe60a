import type { Database } from "./database/open.ts";
import { NOBODYS_HASH, verifyPassword } from "./passwords.ts";
import type { State } from "./state.ts";
import { makeWorld, OF_WORLD } from "./worlds.ts";

export interface User {
  id: number;
  name: string;
}

/** A user whose password was right. */
export interface CheckedUser extends User {
  passwordHash: string; // what it was compared with, a PHC string
}

/**
 * The user with this e-mail address and password in the request's world, or
 * null. An unknown address takes as long as a wrong password: otherwise the
 * login form would tell who has an account.
 *
 * The first login makes the world, after the right password: to fill the server
 * with worlds costs a hash for each.
 */
export async function findUserByPassword(
  { clock, db, world: { hash: world } }: State,
  email: string,
  password: string,
): Promise<CheckedUser | null> {
  // In a world that isn't there yet it is the row to be copied, without an id.
  const find = () =>
    db.first({
      sql: `SELECT id, name, password_hash FROM users
            WHERE ${OF_WORLD} AND email = ?
            UNION ALL SELECT NULL, name, password_hash FROM demo_users
            WHERE email = ? AND NOT EXISTS (SELECT 1 FROM worlds WHERE hash = ?)`,
      args: [world, email, email, world],
    });
  let row = await find();
  const hash = row === undefined ? NOBODYS_HASH : String(row.password_hash);
  const matches = await verifyPassword(password, hash);
  if (row === undefined || !matches) return null;
  if (row.id === null) {
    await makeWorld(db, world, clock());
    row = await find();
  }
  return { id: Number(row!.id), name: String(row!.name), passwordHash: hash };
}

/** The user with this id, and the e-mail address, or null. */
export async function findUser(
  db: Database,
  id: number,
): Promise<User & { email: string } | null> {
  const row = await db.first({
    sql: "SELECT name, email FROM users WHERE id = ?",
    args: [id],
  });
  if (row === undefined) return null;
  return { id, name: String(row.name), email: String(row.email) };
}
