/**
 * Rung 4: login hands the credential to the browser alone, in cookies.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { succeed } from "../../lib/http/api.ts";
import { setCookie } from "../../lib/http/cookies.ts";
import { checkPassword } from "../../lib/http/login.ts";
import { createSession } from "../../lib/sessions.ts";
import type { State } from "../../lib/state.ts";
import { generateToken, hashToken } from "../../lib/tokens.ts";

/** `POST /auth/login` */
export const login: Middleware<State> = async (ctx) => {
  const user = await checkPassword(ctx);
  const token = generateToken();
  const sessionId = await createSession(ctx.state, user, hashToken(token));
  const cookies = [
    setCookie(ctx.state, "sessionId", `${sessionId}`),
    setCookie(ctx.state, "token", token),
  ];
  return succeed(`Logged in as ${user.name}`, { cookies });
};
