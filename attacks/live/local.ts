import type { Context } from "fresh";
import type { State } from "../../lib/state.ts";

/** Attacks are for the learner's own machine. */
export function isLocal({ state }: Pick<Context<State>, "state">): boolean {
  return state.isLocal;
}
