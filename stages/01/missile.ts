/**
 * What is worth a lock.
 *
 * @module
 */
import type { Middleware } from "fresh";
import { succeed } from "../../lib/http/api.ts";
import { userName } from "../../lib/http/auth_routes.ts";
import type { State } from "../../lib/state.ts";

/** `GET /launch-missile` */
export const launch: Middleware<State> = async (ctx) => {
  // INSECURE(stage 1): a GET that acts. Reload, the history and whatever else
  // opens the address again launch again; fixed in stage 2.1
  return succeed(`Missile is launched 🚀 by ${await userName(ctx.state)}`);
};
