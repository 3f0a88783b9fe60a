/**
 * Rung 8: something serious asks for the password again.
 *
 * @module
 */
import { type Context, HttpError, type Middleware } from "fresh";
import { succeed } from "../../lib/http/api.ts";
import { log } from "../../lib/http/log.ts";
import { checkOwnPassword } from "../../lib/http/login.ts";
import { currentStage, currentUser, type State } from "../../lib/state.ts";
import { generateToken, hashToken } from "../../lib/tokens.ts";
import { readSession, sessionCookie } from "./cookie.ts";

/** How long a confirmation counts: 5 minutes, in milliseconds. */
const CONFIRMED_FOR = 5 * 60 * 1000;

/** `POST /auth/confirm` */
export const confirm: Middleware<State> = async (ctx) => {
  const { name } = await checkOwnPassword(ctx);
  const { renew, cookie } = renewToken(ctx);
  const { rowsAffected } = await ctx.state.db.execute(renew);
  if (rowsAffected === 0) throw overtaken();
  log(ctx, 200, `${name} confirmed with the password`);
  return succeed("Password confirmed", { cookies: [cookie] });
};

/** Lets a request pass if its session was confirmed a short time ago. */
export const confirmed: Middleware<State> = async (ctx) => {
  const { db, now } = ctx.state;
  const { id, sessionId = null } = currentUser(ctx.state);
  const row = await db.first({
    sql: `SELECT id FROM sessions
          WHERE id = ? AND stage = ? AND user_id = ?
            AND confirmed_at > ? AND confirmed_at <= ?`,
    args: [sessionId, currentStage(ctx.state), id, now - CONFIRMED_FOR, now],
  });
  if (row !== undefined) return ctx.next();
  throw new HttpError(403, "Confirm your password first", {
    cause: "the session was not confirmed in the last 5 minutes",
  });
};

/**
 * A new token for a session that was confirmed just now; a copy of the old one is
 * dead then. The statement compares the old one again: of two requests at once
 * one wins, and a session that has ended meanwhile stays dead.
 */
export function renewToken(ctx: Context<State>) {
  const { state } = ctx;
  const { id, sessionId } = currentUser(state);
  const old = hashToken(readSession(ctx)!.token);
  const token = generateToken();
  const tokenHash = hashToken(token);
  const renew = {
    sql: `UPDATE sessions SET token = ?, confirmed_at = ?
          WHERE id = ? AND stage = ? AND user_id = ? AND token = ?`,
    args: [tokenHash, state.now, sessionId!, currentStage(state), id, old],
  };
  return { renew, tokenHash, cookie: sessionCookie(state, sessionId!, token) };
}

/** Another request with the same token was faster, or the session has ended. */
export function overtaken(): HttpError {
  return new HttpError(409, "Your session has just changed. Try again.");
}
