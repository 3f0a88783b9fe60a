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

/** How many sessions are shown, and how much of a browser's name is kept. */
const [MAX_SHOWN, MAX_BROWSER] = [100, 300];

/**
 * Notes from where and with which browser a new session was made. A change of
 * password ends all other sessions. One that came after the password was checked
 * can't have seen this session, so it ends here with a 401.
 */
export async function describeSession(
  { req, state }: Context<State>,
  user: CheckedUser,
  id: number,
): Promise<void> {
  const browser = req.headers.get("User-Agent")?.slice(0, MAX_BROWSER) ?? null;
  const stage = currentStage(state);
  const { rowsAffected } = await state.db.execute({
    sql: `UPDATE sessions SET address = ?, browser = ?
          WHERE id = ? AND stage = ? AND user_id = ? AND
            (SELECT password_hash FROM users WHERE id = user_id) = ?`,
    args: [state.address, browser, id, stage, user.id, user.passwordHash],
  });
  if (rowsAffected === 1) return;
  await revokeSession({ ...state, user: { ...user, sessionId: id } });
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
  const sessions = rows.map((it) => ({ ...it, isThis: it.id === sessionId }));
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
  const names = ended === sessionId ? [cookieName(state)] : [];
  return succeed("Session ended", { cookies: clearCookies(state, ...names) });
};
