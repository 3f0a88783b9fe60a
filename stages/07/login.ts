/**
 * Rung 7: login makes a session, a JWT that names it, and a refresh token.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { succeed } from "../../lib/http/api.ts";
import { setCookie } from "../../lib/http/cookies.ts";
import { checkPassword } from "../../lib/http/login.ts";
import { signJwt } from "../../lib/jwt.ts";
import { createRefreshToken } from "../../lib/refresh_tokens.ts";
import { createSession } from "../../lib/sessions.ts";
import type { CurrentUser, State } from "../../lib/state.ts";

/** 5 minutes, in seconds. A copied JWT works at most this long after logout. */
export const JWT_LIFETIME = 5 * 60;

/** `POST /auth/login` */
export const login: Middleware<State> = async (ctx) => {
  const user = await checkPassword(ctx);
  const sessionId = await createSession(ctx.state, user, null);
  const cookies = [jwtCookie(ctx.state, { ...user, sessionId })];
  const token = await createRefreshToken(ctx.state, sessionId);
  cookies.push(refreshCookie(ctx.state, token));
  return succeed(`Logged in as ${user.name}`, { cookies });
};

/** A cookie with a new JWT for a user and the session. */
export function jwtCookie(
  state: State,
  { id, sessionId }: CurrentUser,
): string {
  const iat = Math.floor(state.now / 1000);
  const exp = iat + JWT_LIFETIME;
  // No personal data: anyone who holds a JWT can read it.
  const claims = { aud: "stage 7", sub: `${id}`, sid: sessionId, iat, exp };
  const jwt = signJwt(claims, state.jwtKey);
  state.step("signed a JWT");
  // The cookie outlives the JWT: an expired one tells the page to refresh.
  return setCookie(state, "access", jwt);
}

/** A cookie that the browser sends to paths below `/auth` only. */
export function refreshCookie(
  state: State,
  token: string,
  maxAge?: number,
): string {
  const base = `${state.base}/auth`;
  return setCookie({ ...state, base }, "refresh", token, maxAge);
}
