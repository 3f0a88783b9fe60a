/**
 * Rung 5: a JWT in a cookie says whose request it is. The server remembers
 * nothing, and asks no database.
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
  const jwt = readCookie(ctx.req.headers, "jwt");
  if (jwt === null) throw unauthorized("no jwt in the cookies");
  ctx.state.step("read jwt from the cookies");
  const now = ctx.state.now / 1000;
  const rules = { audience: "stage 5", now, maxAge: JWT_LIFETIME };
  try {
    const { sub } = verifyJwt(jwt, ctx.state.jwtKey, rules);
    ctx.state.user = { id: Number(sub) };
  } catch (error) {
    if (error instanceof JwtError) throw unauthorized(error);
    throw error;
  }
  ctx.state.step(`its MAC and claims hold: it is user ${ctx.state.user.id}`);
  return ctx.next();
};
