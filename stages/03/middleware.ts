/**
 * Rung 3: the session's id and token come from the page's script, in the query
 * of a GET and in the body of a POST.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { unauthorized } from "../../lib/http/errors.ts";
import { findSession, parseSessionId } from "../../lib/sessions.ts";
import type { State } from "../../lib/state.ts";

/** Finds whose session it is, or answers 401. */
export const authenticate: Middleware<State> = async (ctx) => {
  // INSECURE(stage 3): a GET still has the credential in its URL, which logs
  // show; fixed in stage 4
  const credential = ctx.req.method === "POST"
    ? ctx.state.body
    : Object.fromEntries(ctx.url.searchParams);
  const sessionId = parseSessionId(credential.sessionId);
  const { token } = credential;
  if (sessionId === null || typeof token !== "string") {
    throw unauthorized("no session id and token in the query or body");
  }
  ctx.state.step("read sessionId and token from the query or body");
  // INSECURE(stage 3): the database keeps the token as it is, so anyone who
  // reads that table can log in as anyone; fixed in stage 4
  const user = await findSession(ctx.state, sessionId, token);
  if (user === null) throw unauthorized("no live session with that token");
  ctx.state.user = user;
  return ctx.next();
};
