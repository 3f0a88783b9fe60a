/**
 * Rung 1: the session's id and token come in the query string.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { unauthorized } from "../../lib/http/errors.ts";
import { findSession, parseSessionId } from "../../lib/sessions.ts";
import type { State } from "../../lib/state.ts";

/** Finds whose session it is, or answers 401. */
export const authenticate: Middleware<State> = async (ctx) => {
  // INSECURE(stage 1): the credential is in the URL, which the address bar, the
  // history, logs and the Referer header show; fixed in stage 4
  const credential = Object.fromEntries(ctx.url.searchParams);
  const sessionId = parseSessionId(credential.session_id);
  const { token } = credential;
  if (sessionId === null || token === undefined) {
    throw unauthorized("no session id and token in the query");
  }
  ctx.state.step("read session_id and token from the query");
  // INSECURE(stage 1): the database keeps the token as it is, so anyone who
  // reads that table can log in as anyone; fixed in stage 4
  const user = await findSession(ctx.state, sessionId, token);
  if (user === null) throw unauthorized("no live session with that token");
  ctx.state.user = user;
  return ctx.next();
};
