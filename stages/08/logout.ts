/**
 * Rung 8: logout ends the session, and the browser forgets its cookie.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { succeed } from "../../lib/http/api.ts";
import { clearCookies } from "../../lib/http/cookies.ts";
import { revokeAllSessions, revokeSession } from "../../lib/sessions.ts";
import type { State } from "../../lib/state.ts";
import { cookieName } from "./cookie.ts";

/** `POST /auth/logout` */
export const logout: Middleware<State> = async (ctx) => {
  await revokeSession(ctx.state);
  const cookies = clearCookies(ctx.state, cookieName(ctx.state));
  return succeed("Logged out", { cookies });
};

/** `POST /auth/logout-everywhere` */
export const logoutEverywhere: Middleware<State> = async (ctx) => {
  await revokeAllSessions(ctx.state);
  const cookies = clearCookies(ctx.state, cookieName(ctx.state));
  return succeed("Logged out everywhere", { cookies });
};
