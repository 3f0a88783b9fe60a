/**
 * Sessions: rows that say who is logged in.
 *
 * | column       | meaning                                                  |
 * | ------------ | -------------------------------------------------------- |
 * | `id`         | never given twice, so that a dead session can't wake up   |
 * | `stage`      | the rung that made it; no other rung accepts it           |
 * | `user_id`    | whose it is                                               |
 * | `token`      | the session token, as it is or hashed; null on rungs 6 and 7     |
 * | `created_at` | when it was made, in milliseconds since the epoch         |
 * | `expires_at` | when it ends by itself, likewise                          |
 *
 * A session ends when its row is deleted. That is all there is to logout.
 *
 * @module
 */
import type { Row } from "./database/open.ts";
import {
  currentStage,
  type CurrentUser,
  currentUser,
  type State,
} from "./state.ts";
import { equalInConstantTime } from "./tokens.ts";
import type { User } from "./users.ts";

const DAY = 24 * 60 * 60 * 1000;

/** How long a session lives at most, and unused, in milliseconds. */
export const SESSION_LIFETIME: number = 7 * DAY;
export const SESSION_IDLE_LIFETIME: number = DAY;

/** Both for a rung, which may have its own. */
export function sessionLifetime(
  { stage }: Pick<State, "stage">,
): { most: number; idle: number } {
  const usual = { most: SESSION_LIFETIME, idle: SESSION_IDLE_LIFETIME };
  return stage?.lifetime ?? usual;
}

/**
 * How far the clocks of two servers may differ, in milliseconds. A session from
 * further ahead was made by a clock that was wrong, and would live too long.
 */
export const MAX_SKEW = 60_000;

const MAX_SWEPT = 100; // dead sessions that a login takes away

/**
 * Makes a session and returns its id. The session that came with the request,
 * if one did, ends (OWASP ASVS 5.0, 7.2.4).
 *
 * @param token What the rung will compare: the session token itself, its hash,
 * or null where a JWT names the session.
 */
export async function createSession(
  state: State,
  user: User,
  token: string | null,
): Promise<number> {
  const { clock, db, now } = state;
  const stage = currentStage(state);
  const results = await db.batch([
    ...state.user === null ? [] : [endSession(state)],
    {
      sql: `DELETE FROM sessions WHERE id IN (
              SELECT id FROM sessions WHERE expires_at <= ? LIMIT ?)`,
      args: [clock(), MAX_SWEPT], // whoever moves their clock ends no others
    },
    {
      sql: `INSERT INTO sessions (stage, user_id, token, created_at, expires_at)
            VALUES (?, ?, ?, ?, ?) RETURNING id`,
      args: [stage, user.id, token, now, now + sessionLifetime(state).idle],
    },
  ], "write");
  const [row] = results.at(-1)!.rows;
  state.step(`made session ${row.id} for ${user.name}`);
  return Number(row.id);
}

/** A live session of a rung, with its user. */
const FIND = `SELECT sessions.id, token, created_at, expires_at, user_id, name
              FROM sessions JOIN users ON users.id = user_id
              WHERE sessions.id = ? AND stage = ? AND created_at <= ?
                AND expires_at > ?`;

/**
 * Whose session it is, or null if there is no live one with this id and token.
 *
 * @param token In the form that was given to {@linkcode createSession}.
 */
export async function findSession(
  state: State,
  id: number,
  token: string,
): Promise<CurrentUser | null> {
  const { db, now } = state;
  const args = [id, currentStage(state), now + MAX_SKEW, now];
  const row = await db.first({ sql: FIND, args });
  if (typeof row?.token !== "string") return null;
  if (!equalInConstantTime(row.token, token)) return null;
  return await goOn(state, row);
}

/**
 * The same for a JWT that names a session and its user.
 *
 * @param issuedAt Seconds since the epoch. A JWT that is older than the session
 * names another one, of a database that is gone.
 */
export async function findNamedSession(
  state: State,
  id: number,
  userId: number,
  issuedAt: number,
): Promise<CurrentUser | null> {
  const { db, now } = state;
  const live = [id, currentStage(state), now + MAX_SKEW, now];
  const row = await db.first({
    sql: `${FIND} AND user_id = ? AND created_at < ?`,
    args: [...live, userId, (issuedAt + 1) * 1000],
  });
  return row === undefined ? null : await goOn(state, row);
}

/**
 * Lets a session that is in use live on, up to its greatest age. It writes only
 * if that gains a twelfth of its idle time, not on every request.
 */
async function goOn(state: State, row: Row): Promise<CurrentUser> {
  const { db, now, step } = state;
  const { most, idle } = sessionLifetime(state);
  const [id, userId] = [Number(row.id), Number(row.user_id)];
  const name = String(row.name);
  step(`session ${id} lives: it is ${name}'s`);
  const until = Math.min(now + idle, Number(row.created_at) + most);
  if (until - Number(row.expires_at) >= idle / 12) {
    await db.execute({
      sql: "UPDATE sessions SET expires_at = ? WHERE id = ? AND user_id = ?",
      args: [until, id, userId],
    });
  }
  return { id: userId, name, sessionId: id };
}

/** Ends the session of this request: "log out". */
export async function revokeSession(state: State): Promise<void> {
  await state.db.execute(endSession(state));
  state.step("ended this session");
}

function endSession(state: State) {
  const { id, sessionId = null } = currentUser(state);
  return {
    sql: "DELETE FROM sessions WHERE id = ? AND stage = ? AND user_id = ?",
    args: [sessionId, currentStage(state), id],
  };
}

/** Ends all sessions of this user on this rung: "log out everywhere". */
export async function revokeAllSessions(state: State): Promise<void> {
  await state.db.execute({
    sql: "DELETE FROM sessions WHERE stage = ? AND user_id = ?",
    args: [currentStage(state), currentUser(state).id],
  });
  state.step("ended all sessions of this user on this rung");
}

/** A session id as a cookie, a query or JSON carries it; null if it is none. */
export function parseSessionId(value: unknown): number | null {
  const id = typeof value === "string" && /^\d+$/.test(value)
    ? Number(value)
    : value;
  return Number.isSafeInteger(id) ? id as number : null;
}
