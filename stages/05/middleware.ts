/**
 * Rung 5: a signed token in a cookie says who it is. The server remembers
 * nothing, and asks no database.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { readCookie } from "../../lib/http/cookies.ts";
import { unauthorized } from "../../lib/http/errors.ts";
import { verifyJwt } from "../../lib/jwt.ts";
import type { State } from "../../lib/state.ts";

/** Finds who the token names, or answers 401. */
export const authenticate: Middleware<State> = (ctx) => {
  const { jwtKey } = ctx.state;
  const now = ctx.state.now() / 1000;
  const jwt = readCookie(ctx.req.headers, "jwt");
  if (jwt === null) throw unauthorized("no jwt in the cookies");
  ctx.state.step("read jwt from the cookies");
  try {
    const claims = verifyJwt(jwt, jwtKey, { audience: "stage 5", now });
    ctx.state.step(`its signature and claims hold: user ${claims.sub}`);
    ctx.state.user = { id: Number(claims.sub) };
  } catch (error) {
    throw unauthorized(error);
  }
  return ctx.next();
};
