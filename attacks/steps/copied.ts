/**
 * A copy of a credential, used by someone else: what its owner does meanwhile
 * makes the difference.
 *
 * @module
 */
import type { Client } from "../../testing/client.ts";
import { type Attack, works } from "../runner/attack.ts";
import type { Range } from "../runner/range.ts";

export const MINUTE = 60_000;
export const TEN_MINUTES = 10 * MINUTE;
export const HOUR = 60 * MINUTE;

/** Copies a credential, lets `meanwhile` happen, and uses the copy. */
export function copied(
  meanwhile: (range: Range, owner: Client) => Promise<unknown> | void,
): Pick<Attack, "control" | "attack"> {
  return {
    async control(range) {
      const thief = range.thief(await range.user());
      const { status } = await range.enter(thief);
      works(status === 200, "a copy works while its owner is logged in");
    },
    async attack(range) {
      const vidu = await range.user();
      const thief = range.thief(vidu);
      await meanwhile(range, vidu);
      return { broken: (await range.enter(thief)).status === 200 };
    },
  };
}

export async function logOut(client: Client, path = "/auth/logout") {
  works((await client.post(path)).status === 200, "logout works");
}
