/**
 * The people who may log in.
 *
 * @module
 */
import type { Database } from "./database/open.ts";
import { NOBODYS_HASH, verifyPassword } from "./passwords.ts";

export interface User {
  id: number;
  name: string;
}

/** A user whose password was right. */
export interface CheckedUser extends User {
  /** What it was compared with, a PHC string. */
  passwordHash: string;
}

/**
 * The user with this e-mail address and password, or null. An unknown address
 * takes as long as a wrong password and looks the same: otherwise the login
 * form would tell who has an account.
 */
export async function findUserByPassword(
  db: Database,
  email: string,
  password: string,
): Promise<CheckedUser | null> {
  const row = await db.first({
    sql: "SELECT id, name, password_hash FROM users WHERE email = ?",
    args: [email],
  });
  const hash = row === undefined ? NOBODYS_HASH : String(row.password_hash);
  const matches = await verifyPassword(password, hash);
  if (row === undefined || !matches) return null;
  return { id: Number(row.id), name: String(row.name), passwordHash: hash };
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
