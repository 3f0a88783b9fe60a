/**
 * Rung 8: login hands the credential to the browser alone, in one cookie.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { succeed } from "../../lib/http/api.ts";
import { checkPassword } from "../../lib/http/login.ts";
import { createSession } from "../../lib/sessions.ts";
import type { State } from "../../lib/state.ts";
import { generateToken, hashToken } from "../../lib/tokens.ts";
import { sessionCookie } from "./cookie.ts";
import { describeSession } from "./sessions.ts";

/** `POST /auth/login` */
export const login: Middleware<State> = async (ctx) => {
  const user = await checkPassword(ctx);
  const token = generateToken();
  const sessionId = await createSession(ctx.state, user, hashToken(token));
  await describeSession(ctx, user, sessionId);
  const cookies = [sessionCookie(ctx.state, sessionId, token)];
  return succeed(`Logged in as ${user.name}`, { cookies });
};
