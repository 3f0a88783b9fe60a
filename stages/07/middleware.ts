/**
 * Rung 7: a JWT for five minutes, the access token. It is checked without the
 * database, as on rung 5, and only a refresh token brings a new one.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { readCookie } from "../../lib/http/cookies.ts";
import { unauthorized } from "../../lib/http/errors.ts";
import { JwtError, verifyJwt } from "../../lib/jwt.ts";
import type { State } from "../../lib/state.ts";
import { JWT_LIFETIME } from "./login.ts";

/** Finds whom the JWT names, or answers 401. */
export const authenticate: Middleware<State> = (ctx) => {
  const jwt = readCookie(ctx.req.headers, "access");
  if (jwt === null) throw unauthorized("no access in the cookies");
  ctx.state.step("read access from the cookies");
  const now = ctx.state.now / 1000;
  const rules = { audience: "stage 7", now, maxAge: JWT_LIFETIME };
  try {
    const { sub, sid } = verifyJwt(jwt, ctx.state.jwtKey, rules);
    ctx.state.user = { id: Number(sub), sessionId: Number(sid) };
  } catch (error) {
    if (!(error instanceof JwtError)) throw error;
    throw unauthorized(error);
  }
  ctx.state.step(`its MAC and claims hold: it is user ${ctx.state.user.id}`);
  return ctx.next();
};
