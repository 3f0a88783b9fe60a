/**
 * Rung 6: a short-lived JWT that names a session. Only when the JWT has expired
 * is the session looked up, and a new JWT issued if it lives.
 *
 * @module
 */
import type { Context, Middleware } from "fresh";
import { readCookie } from "../../lib/http/cookies.ts";
import { unauthorized } from "../../lib/http/errors.ts";
import { type JwtClaims, JwtError, verifyJwt } from "../../lib/jwt.ts";
import { findNamedSession, SESSION_LIFETIME } from "../../lib/sessions.ts";
import type { State } from "../../lib/state.ts";
import { jwtCookie } from "./login.ts";

/** Finds whom the JWT names, or answers 401. */
export const authenticate: Middleware<State> = (ctx) => {
  const jwt = readCookie(ctx.req.headers, "jwt");
  if (jwt === null) throw unauthorized("no jwt in the cookies");
  ctx.state.step("read jwt from the cookies");
  const now = ctx.state.now / 1000;
  const rules = { audience: "stage 6", now, maxAge: SESSION_LIFETIME / 1000 };
  try {
    const { sub, sid } = verifyJwt(jwt, ctx.state.jwtKey, rules);
    ctx.state.user = { id: Number(sub), sessionId: Number(sid) };
  } catch (error) {
    if (!(error instanceof JwtError)) throw error;
    if (error.claims !== undefined) return renew(ctx, error.claims);
    throw unauthorized(error);
  }
  ctx.state.step(`its MAC and claims hold: it is user ${ctx.state.user.id}`);
  return ctx.next();
};

/** Goes on with a new JWT, if the session that an expired one names lives. */
async function renew(
  ctx: Context<State>,
  { sub, sid, iat }: JwtClaims,
): Promise<Response> {
  const find = () =>
    findNamedSession(ctx.state, Number(sid), Number(sub), Number(iat));
  const user = await find();
  if (user === null) {
    throw unauthorized("the JWT has expired and its session has ended");
  }
  ctx.state.step("the JWT has expired, but its session lives");
  ctx.state.user = user;
  const response = await ctx.next();
  // Logged out meanwhile? Then this answer must not log in again.
  if (await find() !== null) {
    response.headers.append("Set-Cookie", jwtCookie(ctx.state, user));
  }
  return response;
}
