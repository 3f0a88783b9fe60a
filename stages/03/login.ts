/**
 * Rung 3: login hands out the credential, a session id and a session token.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { succeed } from "../../lib/http/api.ts";
import { checkPassword } from "../../lib/http/login.ts";
import { createSession } from "../../lib/sessions.ts";
import type { State } from "../../lib/state.ts";
import { generateToken } from "../../lib/tokens.ts";

/** `POST /auth/login` */
export const login: Middleware<State> = async (ctx) => {
  const user = await checkPassword(ctx);
  const token = generateToken();
  const sessionId = await createSession(ctx.state, user, token);
  // INSECURE(stage 3): the page's script gets the credential, so any script on
  // the page can read it and send it away; fixed in stage 4
  const payload = { sessionId, token };
  return succeed(`Logged in as ${user.name}`, { payload });
};
