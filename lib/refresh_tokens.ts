/**
 * Refresh tokens: each is good for one use, and a second use gives a theft away.
 *
 * A login makes a session and its first refresh token. Whoever shows the token
 * gets the next one for it. So a session has a line of tokens, its *family*: all
 * are used up, except the last.
 *
 * ```text
 * login ──▶ A used ──▶ B used ──▶ C current
 * ```
 *
 * If a token is copied, two people hold it, and it is noticed as soon as both show it. The
 * server can't tell which of them is the thief, so it ends the family: deletes
 * the session, and with it all its tokens (RFC 9700 §4.14.2, OWASP ASVS 5.0
 * V10.4).
 *
 * | column        | meaning                                                 |
 * | ------------- | ------------------------------------------------------- |
 * | `hash`        | the token's SHA-256; the token itself is kept nowhere    |
 * | `session_id`  | its family                                              |
 * | `used_at`     | when it was used, in milliseconds; null for the last one |
 * | `replaced_by` | the hash of the next one; null for the last one          |
 *
 * Two warnings. A used token must stay in the table: only a token that is known
 * can be recognized when it comes again. And to look whether a token is unused
 * before writing that it is used would be two steps: two requests at once would
 * both see it unused, and the family would have two lines.
 *
 * @module
 */
import {
  MAX_SKEW,
  revokeSession,
  SESSION_IDLE_LIFETIME,
  SESSION_LIFETIME,
} from "./sessions.ts";
import { currentStage, type CurrentUser, type State } from "./state.ts";
import { generateToken, hashToken } from "./tokens.ts";

/** How long a used token is forgiven, in ms: two tabs may show it at once. */
export const REFRESH_GRACE = 10_000;

/** What came of showing a refresh token. */
export type Refreshed =
  | { outcome: "rotated"; user: CurrentUser; next: string } // `next` replaces it
  | { outcome: "raced"; user: CurrentUser } // another tab has got the next one
  | { outcome: "stolen"; user: CurrentUser } // it was used before: the family has ended
  | { outcome: "unknown" }; // no family that lives has it

/** Makes the first refresh token of a new session. */
export async function createRefreshToken(
  { db, step }: State,
  sessionId: number,
): Promise<string> {
  const token = generateToken();
  await db.execute({
    sql: "INSERT INTO refresh_tokens (hash, session_id) VALUES (?, ?)",
    args: [hashToken(token), sessionId],
  });
  step("made its first refresh token");
  return token;
}

/**
 * Uses a refresh token up. It is marked as used and replaced in one transaction:
 * of any number of requests with the same token, on any number of servers, one
 * finds it unused.
 */
export async function rotateRefreshToken(
  state: State,
  token: string,
): Promise<Refreshed> {
  const { db, now, step } = state;
  const stage = currentStage(state);
  const next = generateToken();
  const [hash, nextHash] = [hashToken(token), hashToken(next)];
  const results = await db.batch([
    {
      sql: `UPDATE refresh_tokens SET used_at = ?, replaced_by = ?
            WHERE hash = ? AND used_at IS NULL AND session_id IN (
              SELECT id FROM sessions
              WHERE stage = ? AND created_at <= ? AND expires_at > ?)`,
      args: [now, nextHash, hash, stage, now + MAX_SKEW, now],
    },
    {
      sql: `INSERT INTO refresh_tokens (hash, session_id)
            SELECT replaced_by, session_id FROM refresh_tokens
            WHERE hash = ? AND replaced_by = ?`,
      args: [hash, nextHash],
    },
    {
      sql: `UPDATE sessions SET expires_at = min(?, created_at + ?) WHERE id = (
              SELECT session_id FROM refresh_tokens WHERE hash = ?)`,
      args: [now + SESSION_IDLE_LIFETIME, SESSION_LIFETIME, nextHash],
    },
    findToken(state, hash),
  ], "write");
  const [row] = results.at(-1)!.rows;
  if (row === undefined) return { outcome: "unknown" };
  const user = toUser(row);
  if (row.replaced_by === nextHash) {
    step("the refresh token was unused: it is used now, and has a successor");
    return { outcome: "rotated", user, next };
  }
  const age = now - Number(row.used_at); // negative if the clock went back
  if (age >= 0 && age < REFRESH_GRACE && row.next_used_at === null) {
    step("another tab used it moments ago, and its successor is unused");
    return { outcome: "raced", user };
  }
  step("this refresh token was used before: somebody may have a copy");
  await revokeSession({ ...state, user });
  return { outcome: "stolen", user };
}

/** Whose family a refresh token belongs to, or null if none that lives. */
export async function findFamily(
  state: State,
  token: string,
): Promise<CurrentUser | null> {
  const row = await state.db.first(findToken(state, hashToken(token)));
  return row === undefined ? null : toUser(row);
}

/** A token of a family that lives, with its user and its successor. */
function findToken(state: State, hash: string) {
  return {
    sql: `SELECT sessions.id, user_id, name, shown.used_at, shown.replaced_by,
            next.used_at AS next_used_at
          FROM refresh_tokens AS shown
          JOIN sessions ON sessions.id = shown.session_id
          JOIN users ON users.id = user_id
          LEFT JOIN refresh_tokens AS next ON next.hash = shown.replaced_by
          WHERE shown.hash = ? AND stage = ? AND created_at <= ?
            AND expires_at > ?`,
    args: [hash, currentStage(state), state.now + MAX_SKEW, state.now],
  };
}

function toUser(row: Record<string, unknown>): CurrentUser {
  const [id, sessionId] = [Number(row.user_id), Number(row.id)];
  return { id, name: String(row.name), sessionId };
}
