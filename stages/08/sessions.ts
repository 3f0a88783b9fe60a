/**
 * Rung 8: users see where they are logged in, and can end each session by itself.
 *
 * @module
 */
import { type Context, HttpError, type Middleware } from "fresh";
import { succeed } from "../../lib/http/api.ts";
import { clearCookies } from "../../lib/http/cookies.ts";
import { unauthorized } from "../../lib/http/errors.ts";
import { integerField } from "../../lib/http/fields.ts";
import { revokeSession } from "../../lib/sessions.ts";
import { currentStage, currentUser, type State } from "../../lib/state.ts";
import type { CheckedUser } from "../../lib/users.ts";
import { cookieName } from "./cookie.ts";

/** How many sessions are shown, the newest ones. */
const MAX_SHOWN = 100;

/** Of a browser's name for itself, so many characters are kept. */
const MAX_BROWSER_LENGTH = 300;

/**
 * Notes from where and with which browser a new session was made.
 *
 * @throws {HttpError} 401 if the password has changed since it was checked. That
 * change has ended all other sessions, and must not miss this one.
 */
export async function describeSession(
  { req, state }: Context<State>,
  user: CheckedUser,
  sessionId: number,
): Promise<void> {
  const browser = req.headers.get("User-Agent")?.slice(0, MAX_BROWSER_LENGTH);
  const { rowsAffected } = await state.db.execute({
    sql: `UPDATE sessions SET address = ?, browser = ?
          WHERE id = ? AND stage = ? AND user_id = ? AND
            (SELECT password_hash FROM users WHERE id = user_id) = ?`,
    args: [
      ...[state.address, browser ?? null],
      ...[sessionId, currentStage(state), user.id, user.passwordHash],
    ],
  });
  if (rowsAffected === 1) return;
  await revokeSession({ ...state, user: { ...user, sessionId } });
  throw unauthorized("the password was changed during the login");
}

/** `GET /auth/sessions` */
export const listSessions: Middleware<State> = async ({ state }) => {
  const { id, sessionId } = currentUser(state);
  const { rows } = await state.db.execute({
    sql: `SELECT id, created_at AS createdAt, expires_at AS endsAt,
            address, browser FROM sessions
          WHERE stage = ? AND user_id = ? AND expires_at > ?
          ORDER BY id DESC LIMIT ?`,
    args: [currentStage(state), id, state.now, MAX_SHOWN],
  });
  const sessions = rows.map((row) => ({
    ...row,
    isThis: row.id === sessionId,
  }));
  return succeed("Your sessions", { payload: { sessions } });
};

/** `POST /auth/sessions/end` */
export const endSession: Middleware<State> = async ({ state }) => {
  const ended = integerField(state.body, "id", 1);
  const { id, sessionId } = currentUser(state);
  const { rowsAffected } = await state.db.execute({
    sql: "DELETE FROM sessions WHERE id = ? AND stage = ? AND user_id = ?",
    args: [ended, currentStage(state), id],
  });
  if (rowsAffected === 0) throw new HttpError(404, "There is no such session");
  const cookies = ended === sessionId
    ? clearCookies(state, cookieName(state))
    : [];
  return succeed("Session ended", { cookies });
};
