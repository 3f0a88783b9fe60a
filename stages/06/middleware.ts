/**
 * Rung 6: a short-lived token that names a session. Only when it has expired
 * is the session looked up, and the token reissued if the session lives.
 *
 * @module
 */
import type { Context, Middleware } from "fresh";
import { readCookie } from "../../lib/http/cookies.ts";
import { unauthorized } from "../../lib/http/errors.ts";
import { type JwtClaims, JwtError, verifyJwt } from "../../lib/jwt.ts";
import { extendSession, findSession } from "../../lib/sessions.ts";
import type { State } from "../../lib/state.ts";
import { issueToken } from "./auth.ts";

/** Finds who the token names, or answers 401. */
export const authenticate: Middleware<State> = (ctx) => {
  const { jwtKey } = ctx.state;
  const now = ctx.state.now() / 1000;
  const jwt = readCookie(ctx.req.headers, "jwt");
  if (jwt === null) throw unauthorized("no jwt in the cookies");
  ctx.state.step("read jwt from the cookies");
  try {
    const claims = verifyJwt(jwt, jwtKey, { audience: "stage 6", now });
    ctx.state.step(`its signature and claims hold: user ${claims.sub}`);
    ctx.state.user = {
      id: Number(claims.sub),
      sessionId: claims.sid as number,
    };
  } catch (error) {
    if (error instanceof JwtError && error.code === "expired") {
      return reissue(ctx, error.claims!);
    }
    throw unauthorized(error);
  }
  return ctx.next();
};

/**
 * Goes on with a new token, if the session that an expired one names still
 * lives and belongs to the user whom it names.
 */
async function reissue(
  ctx: Context<State>,
  claims: JwtClaims,
): Promise<Response> {
  const { db, now } = ctx.state;
  const session = await findSession(db, "6", claims.sid as number, null, now());
  if (session === null || `${session.user.id}` !== claims.sub) {
    throw unauthorized("the token has expired and its session has ended");
  }
  await extendSession(db, session, now());
  ctx.state.step(`it has expired, but session ${session.id} lives: reissued`);
  ctx.state.user = { ...session.user, sessionId: session.id };
  const response = await ctx.next();
  // Logout has just made the browser forget the token: it stays forgotten.
  if (!response.headers.has("Set-Cookie")) {
    response.headers.append(
      "Set-Cookie",
      issueToken(ctx, session.user.id, session.id),
    );
  }
  return response;
}
