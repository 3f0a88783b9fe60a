/**
 * Rung 4: the session's id and token come in cookies that no script can read.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { readCookie } from "../../lib/http/cookies.ts";
import { unauthorized } from "../../lib/http/errors.ts";
import {
  extendSession,
  findSession,
  parseSessionId,
} from "../../lib/sessions.ts";
import type { State } from "../../lib/state.ts";
import { hashToken } from "../../lib/tokens.ts";

/** Finds whose session it is, or answers 401. */
export const authenticate: Middleware<State> = async (ctx) => {
  const { db, now } = ctx.state;
  const { headers } = ctx.req;
  const sessionId = parseSessionId(readCookie(headers, "sessionId"));
  const token = readCookie(headers, "token");
  if (sessionId === null || token === null) {
    throw unauthorized("no session id and token in the cookies");
  }
  ctx.state.step("read sessionId and token from the cookies, hashed the token");
  const session = await findSession(
    db,
    "4",
    sessionId,
    hashToken(token),
    now(),
  );
  if (session === null) throw unauthorized("no live session with that token");
  ctx.state.step(`session ${sessionId} has that hash: ${session.user.name}`);
  await extendSession(db, session, now());
  ctx.state.user = { ...session.user, sessionId };
  return ctx.next();
};
