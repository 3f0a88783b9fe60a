import type { Context } from "fresh";
import type { State } from "../state.ts";
import { succeed } from "./api.ts";
import { userName } from "./login.ts";

/** `/launch-missile`: the action that is worth a lock. */
export async function launch({ state }: Context<State>): Promise<Response> {
  return succeed(`Missile is launched 🚀 by ${await userName(state)}`);
}
