/**
 * Rung 4: the session's id and token come in cookies that no script can read.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { readCookie } from "../../lib/http/cookies.ts";
import { unauthorized } from "../../lib/http/errors.ts";
import { findSession, parseSessionId } from "../../lib/sessions.ts";
import type { State } from "../../lib/state.ts";
import { hashToken } from "../../lib/tokens.ts";

/** Finds whose session it is, or answers 401. */
export const authenticate: Middleware<State> = async (ctx) => {
  const { headers } = ctx.req;
  const sessionId = parseSessionId(readCookie(headers, "sessionId"));
  const token = readCookie(headers, "token");
  if (sessionId === null || token === null) {
    throw unauthorized("no session id and token in the cookies");
  }
  ctx.state.step("read sessionId and token from the cookies, hashed the token");
  const user = await findSession(ctx.state, sessionId, hashToken(token));
  if (user === null) throw unauthorized("no live session with that token");
  ctx.state.user = user;
  return ctx.next();
};
