/**
 * Rung 8: the session's id and token come in one cookie that no script can read.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { unauthorized } from "../../lib/http/errors.ts";
import { findSession } from "../../lib/sessions.ts";
import type { State } from "../../lib/state.ts";
import { hashToken } from "../../lib/tokens.ts";
import { readSession } from "./cookie.ts";

/** Finds whose session it is, or answers 401. */
export const authenticate: Middleware<State> = async (ctx) => {
  const session = readSession(ctx);
  if (session === null) {
    throw unauthorized("no session id and token in the cookie");
  }
  const { id, token } = session;
  ctx.state.step("read session id and token from the cookie, hashed the token");
  const user = await findSession(ctx.state, id, hashToken(token));
  if (user === null) throw unauthorized("no live session with that token");
  ctx.state.user = user;
  return ctx.next();
};
