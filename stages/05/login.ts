/**
 * Rung 5: login signs a JWT. The server keeps nothing, so nothing can be ended.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { succeed } from "../../lib/http/api.ts";
import { setCookie } from "../../lib/http/cookies.ts";
import { checkPassword } from "../../lib/http/login.ts";
import { signJwt } from "../../lib/jwt.ts";
import type { CurrentUser, State } from "../../lib/state.ts";

/** How long a JWT is good: an hour, in seconds. */
export const JWT_LIFETIME = 60 * 60;

/** `POST /auth/login` */
export const login: Middleware<State> = async (ctx) => {
  const user = await checkPassword(ctx);
  const cookies = [jwtCookie(ctx.state, user)];
  return succeed(`Logged in as ${user.name}`, { cookies });
};

/** A cookie with a new JWT for a user. */
function jwtCookie(state: State, { id }: CurrentUser): string {
  const iat = Math.floor(state.now / 1000);
  const exp = iat + JWT_LIFETIME;
  // No personal data: anyone who holds a JWT can read it.
  const claims = { aud: "stage 5", sub: `${id}`, iat, exp };
  const jwt = signJwt(claims, state.jwtKey);
  state.step("signed a JWT");
  return setCookie(state, "jwt", jwt, JWT_LIFETIME);
}
