/**
 * Rung 5: login signs a token. There is nothing to log out of.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { succeed } from "../../lib/http/api.ts";
import { checkPassword } from "../../lib/http/auth_routes.ts";
import { serializeCookie } from "../../lib/http/cookies.ts";
import { signJwt } from "../../lib/jwt.ts";
import { cookieScope, type State } from "../../lib/state.ts";

/** How long a token is good: an hour, in seconds. */
export const TOKEN_LIFETIME = 60 * 60;

/** `POST /auth/login` */
export const login: Middleware<State> = async (ctx) => {
  const { jwtKey } = ctx.state;
  const user = await checkPassword(ctx.state);
  const iat = Math.floor(ctx.state.now() / 1000);
  // No personal data: anyone who holds a token can read it.
  const claims = {
    aud: "stage 5",
    sub: `${user.id}`,
    iat,
    exp: iat + TOKEN_LIFETIME,
  };
  const jwt = signJwt(claims, jwtKey);
  ctx.state.step("signed a token; nothing is kept");
  return succeed(
    `Logged in as ${user.name}`,
    undefined,
    [serializeCookie("jwt", jwt, TOKEN_LIFETIME, cookieScope(ctx))],
  );
};
