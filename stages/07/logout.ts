/**
 * Rung 7: logout ends the session, and with it all its refresh tokens.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { succeed } from "../../lib/http/api.ts";
import { clearCookies } from "../../lib/http/cookies.ts";
import { revokeAllSessions, revokeSession } from "../../lib/sessions.ts";
import type { State } from "../../lib/state.ts";
import { JWT_LIFETIME, refreshCookie } from "./login.ts";

const WINDOW = `; a copied JWT works for up to ${JWT_LIFETIME / 60} minutes`;

/** `POST /auth/logout` */
export const logout: Middleware<State> = async (ctx) => {
  await revokeSession(ctx.state);
  const cookies = clearCookies(ctx.state, "access");
  cookies.push(refreshCookie(ctx.state, "", 0));
  return succeed(`Logged out${WINDOW}`, { cookies });
};

/** `POST /auth/logout-everywhere` */
export const logoutEverywhere: Middleware<State> = async (ctx) => {
  await revokeAllSessions(ctx.state);
  const cookies = clearCookies(ctx.state, "access");
  cookies.push(refreshCookie(ctx.state, "", 0));
  return succeed(`Logged out everywhere${WINDOW}`, { cookies });
};
