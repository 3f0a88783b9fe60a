/**
 * When a session will end by itself, for a page that shows it.
 *
 * @module
 */
import { SESSION_LIFETIME } from "./sessions.ts";
import { currentStage, type State } from "./state.ts";

/** Both in milliseconds since the epoch. */
export interface SessionEnds {
  /** When it ends if it is not used meanwhile. */
  unused: number;
  /** When it ends even if it is. */
  latest: number;
}

/**
 * When the session that a request's credential names will end by itself; null
 * if it has been ended, undefined if the credential names none.
 */
export async function findSessionEnds(
  state: State,
): Promise<SessionEnds | null | undefined> {
  const { db, user } = state;
  if (user?.sessionId === undefined) return undefined;
  const row = await db.first({
    sql: `SELECT created_at, expires_at FROM sessions
          WHERE id = ? AND stage = ? AND user_id = ?`,
    args: [user.sessionId, currentStage(state), user.id],
  });
  if (row === undefined) return null;
  const latest = latestEnd(Number(row.created_at));
  return { unused: Number(row.expires_at), latest };
}

/** When a session ends, even if it is in use. */
function latestEnd(createdAt: number): number {
  return createdAt + SESSION_LIFETIME;
}
