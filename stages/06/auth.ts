/**
 * Rung 6: login makes a session and signs a token that names it; logout ends
 * the session, and with it the token's reissue.
 *
 * @module
 */
import type { Context, Middleware } from "fresh";
import { succeed } from "../../lib/http/api.ts";
import { checkPassword } from "../../lib/http/auth_routes.ts";
import { serializeCookie } from "../../lib/http/cookies.ts";
import { signJwt } from "../../lib/jwt.ts";
import {
  createSession,
  revokeAllSessions,
  revokeSession,
  SESSION_IDLE_LIFETIME,
  SESSION_LIFETIME,
} from "../../lib/sessions.ts";
import {
  cookieScope,
  currentSession,
  currentUser,
  type State,
} from "../../lib/state.ts";

/**
 * How long a token is good: 10 minutes, in seconds. So long at most does a
 * copied one work after logout.
 */
export const TOKEN_LIFETIME = 10 * 60;

/** `POST /auth/login` */
export const login: Middleware<State> = async (ctx) => {
  const { db, now } = ctx.state;
  const user = await checkPassword(ctx.state);
  const sessionId = await createSession(
    db,
    "6",
    user.id,
    null,
    now(),
    SESSION_IDLE_LIFETIME,
  );
  ctx.state.step(`made session ${sessionId}, signed a token that names it`);
  return succeed(
    `Logged in as ${user.name}`,
    undefined,
    [issueToken(ctx, user.id, sessionId)],
  );
};

/** `POST /auth/logout` */
export const logout: Middleware<State> = async (ctx) => {
  await revokeSession(ctx.state.db, currentSession(ctx.state));
  return succeed(`Logged out${WINDOW}`, undefined, [cookie(ctx, "", 0)]);
};

/** `POST /auth/logout-everywhere` */
export const logoutEverywhere: Middleware<State> = async (ctx) => {
  await revokeAllSessions(ctx.state.db, "6", currentUser(ctx.state).id);
  return succeed(
    `Logged out everywhere${WINDOW}`,
    undefined,
    [cookie(ctx, "", 0)],
  );
};

const WINDOW = `; a copied token works for up to ${
  TOKEN_LIFETIME / 60
} minutes more`;

/** Signs a token for a session and returns the cookie that carries it. */
export function issueToken(
  ctx: Context<State>,
  userId: number,
  sessionId: number,
): string {
  const { jwtKey } = ctx.state;
  const iat = Math.floor(ctx.state.now() / 1000);
  const claims = {
    aud: "stage 6",
    sub: `${userId}`,
    sid: sessionId,
    iat,
    exp: iat + TOKEN_LIFETIME,
  };
  // The cookie outlives the token: an expired one can still be reissued.
  return cookie(ctx, signJwt(claims, jwtKey), SESSION_LIFETIME / 1000);
}

/** @param maxAge Seconds; 0 makes the browser forget it. */
function cookie(ctx: Context<State>, jwt: string, maxAge: number): string {
  return serializeCookie("jwt", jwt, maxAge, cookieScope(ctx));
}
