/**
 * Rung 4: login hands the credential to the browser alone; logout ends it.
 *
 * @module
 */
import type { Context, Middleware } from "fresh";
import { succeed } from "../../lib/http/api.ts";
import { checkPassword } from "../../lib/http/auth_routes.ts";
import { serializeCookie } from "../../lib/http/cookies.ts";
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
import { generateToken, hashToken } from "../../lib/tokens.ts";

/** `POST /auth/login` */
export const login: Middleware<State> = async (ctx) => {
  const { db, now } = ctx.state;
  const user = await checkPassword(ctx.state);
  const token = generateToken();
  const hash = hashToken(token);
  const sessionId = await createSession(
    db,
    "4",
    user.id,
    hash,
    now(),
    SESSION_IDLE_LIFETIME,
  );
  ctx.state.step(
    `made session ${sessionId}, which keeps the hash of its token`,
  );
  return succeed(
    `Logged in as ${user.name}`,
    undefined,
    cookies(ctx, `${sessionId}`, token, SESSION_LIFETIME / 1000),
  );
};

/** `POST /auth/logout` */
export const logout: Middleware<State> = async (ctx) => {
  await revokeSession(ctx.state.db, currentSession(ctx.state));
  return succeed("Logged out", undefined, cookies(ctx, "", "", 0));
};

/** `POST /auth/logout-everywhere` */
export const logoutEverywhere: Middleware<State> = async (ctx) => {
  await revokeAllSessions(ctx.state.db, "4", currentUser(ctx.state).id);
  return succeed("Logged out everywhere", undefined, cookies(ctx, "", "", 0));
};

/** @param maxAge Seconds; 0 makes the browser forget both. */
function cookies(
  ctx: Context<State>,
  sessionId: string,
  token: string,
  maxAge: number,
): string[] {
  const scope = cookieScope(ctx);
  return [
    serializeCookie("sessionId", sessionId, maxAge, scope),
    serializeCookie("token", token, maxAge, scope),
  ];
}
