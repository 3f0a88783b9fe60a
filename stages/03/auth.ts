/**
 * Rung 3: login hands the credential to the page's script.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { succeed } from "../../lib/http/api.ts";
import { checkPassword } from "../../lib/http/auth_routes.ts";
import { createSession } from "../../lib/sessions.ts";
import type { State } from "../../lib/state.ts";
import { generateToken } from "../../lib/tokens.ts";

/** `POST /auth/login` */
export const login: Middleware<State> = async (ctx) => {
  const { db, now } = ctx.state;
  const user = await checkPassword(ctx.state);
  const token = generateToken();
  const sessionId = await createSession(db, "3", user.id, token, now());
  ctx.state.step(`made session ${sessionId}, which keeps its token as it is`);
  // INSECURE(stage 3): what a script is given, any script on the page can
  // read, keep and send away; fixed in stage 4
  return succeed(`Logged in as ${user.name}`, { sessionId, token });
};
