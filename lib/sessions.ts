/**
 * Sessions: rows that say who is logged in.
 *
 * | column       | meaning                                                    |
 * | ------------ | ---------------------------------------------------------- |
 * | `id`         | never given twice: a dead session must not wake up          |
 * | `stage`      | the rung that made it; worth nothing on another             |
 * | `user_id`    | whose it is                                                 |
 * | `token`      | what proves it, in the form that the rung keeps; or null    |
 * | `expires_at` | when it ends by itself, in milliseconds since the epoch     |
 *
 * A session ends when its row is deleted. That is the whole of logout.
 *
 * @module
 */
import type { Database } from "./database/open.ts";
import { equalInConstantTime } from "./tokens.ts";
import type { User } from "./users.ts";

const DAY = 24 * 60 * 60 * 1000;

/** How long a session lives at most: 7 days, in milliseconds. */
export const SESSION_LIFETIME: number = 7 * DAY;

/**
 * How long it lives without being used, on the rungs that extend it: a day, in
 * milliseconds.
 */
export const SESSION_IDLE_LIFETIME: number = DAY;

/** How many dead sessions a login takes away with it. */
const MAX_SWEPT = 100;

export interface Session {
  id: number;
  user: User;
  /** Milliseconds since the epoch, both. */
  createdAt: number;
  expiresAt: number;
}

/**
 * Makes a session and returns its id. Takes a few dead ones away, so that the
 * table grows no faster than people log in.
 *
 * @param token What the rung wants to find again: the token itself, its hash,
 * or null where something else proves whose session it is.
 * @param now Milliseconds since the epoch.
 * @param lifetime Milliseconds.
 */
export async function createSession(
  db: Database,
  stage: string,
  userId: number,
  token: string | null,
  now: number,
  lifetime = SESSION_LIFETIME,
): Promise<number> {
  const [, { rows: [row] }] = await db.batch([{
    sql: `DELETE FROM sessions WHERE id IN (
            SELECT id FROM sessions WHERE expires_at <= ? LIMIT ?)`,
    args: [now, MAX_SWEPT],
  }, {
    sql: `INSERT INTO sessions (stage, user_id, token, created_at, expires_at)
          VALUES (?, ?, ?, ?, ?) RETURNING id`,
    args: [stage, userId, token, now, now + lifetime],
  }], "write");
  return Number(row.id);
}

/**
 * The live session with this id that this rung made, or null.
 *
 * @param token In the form that was given to {@linkcode createSession}.
 * @param now Milliseconds since the epoch.
 */
export async function findSession(
  db: Database,
  stage: string,
  id: number,
  token: string | null,
  now: number,
): Promise<Session | null> {
  const row = await db.first({
    sql: `SELECT token, created_at, expires_at, users.id, users.name
          FROM sessions JOIN users ON users.id = sessions.user_id
          WHERE sessions.id = ? AND stage = ? AND expires_at > ?`,
    args: [id, stage, now],
  });
  if (row === undefined || !sameToken(row.token, token)) return null;
  return {
    id,
    user: { id: Number(row.id), name: String(row.name) },
    createdAt: Number(row.created_at),
    expiresAt: Number(row.expires_at),
  };
}

function sameToken(kept: unknown, shown: string | null): boolean {
  if (kept === null || shown === null) return kept === shown;
  return equalInConstantTime(String(kept), shown);
}

/** A session id as a cookie, a query or JSON carries it; null if it is none. */
export function parseSessionId(value: unknown): number | null {
  const id = typeof value === "string" && /^\d+$/.test(value)
    ? Number(value)
    : value;
  return Number.isSafeInteger(id) ? id as number : null;
}

/**
 * Lets a session that is in use live on, up to {@linkcode SESSION_LIFETIME}.
 * It writes only where that gains half an idle lifetime, not on every request.
 */
export async function extendSession(
  db: Database,
  { id, createdAt, expiresAt }: Session,
  now: number,
): Promise<void> {
  const until = Math.min(
    now + SESSION_IDLE_LIFETIME,
    createdAt + SESSION_LIFETIME,
  );
  if (until - expiresAt < SESSION_IDLE_LIFETIME / 2) return;
  await db.execute({
    sql: "UPDATE sessions SET expires_at = ? WHERE id = ?",
    args: [until, id],
  });
}

/** Ends one session. */
export async function revokeSession(db: Database, id: number): Promise<void> {
  await db.execute({ sql: "DELETE FROM sessions WHERE id = ?", args: [id] });
}

/** Ends all sessions of a user on a rung: "log out everywhere". */
export async function revokeAllSessions(
  db: Database,
  stage: string,
  userId: number,
): Promise<void> {
  await db.execute({
    sql: "DELETE FROM sessions WHERE stage = ? AND user_id = ?",
    args: [stage, userId],
  });
}
