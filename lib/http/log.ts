import type { Context } from "fresh";
import type { State } from "../state.ts";

/**
 * Tells the wire inspector why something was refused. A stranger's page gets what
 * the answer says, and no more.
 */
export function tellReason({ isLocal, step, user }: State, reason: string) {
  if (isLocal || user !== null) step(reason);
}

/**
 * Writes a line to the server's log, for each login and each failure. A query or
 * a body never gets there, because either may hold a credential.
 */
export function log(
  { req, state, url }: Context<State>,
  status: number,
  what: string,
): void {
  const time = new Date(state.clock()).toISOString();
  const rung = state.stage === null ? "" : ` rung ${state.stage.id}`;
  const asked = `${req.method} ${url.pathname}`;
  state.log(`${time} ${status} ${asked}${rung} from ${state.address}: ${what}`);
}
