/**
 * The attacker's own credential in Vidu's browser: what Vidu writes then goes to
 * the attacker.
 *
 * @module
 */
import type { Page } from "playwright-core";
import type { Client } from "../../testing/client.ts";
import { type Attack, works } from "../runner/attack.ts";
import type { Range } from "../runner/range.ts";

/** What is seen where the cookies don't take. */
export const STILL = "what Vidu writes is still Vidu's";

/**
 * @param plant Sets cookies from another port in the browser of Vidu's page.
 * Rahul is the attacker, and logged in.
 */
export function attackersCookies(
  plant: (range: Range, rahul: Client, vidu: Page) => Promise<unknown>,
): Pick<Attack, "control" | "attack"> {
  return {
    async control(range) {
      const vidu = await range.userPage();
      works(await range.postFrom(vidu) === 200, "the user writes a to-do");
      const rahul = await range.user("rahul");
      works((await rahul.texts()).length === 0, "and nobody else has it");
    },

    async attack(range) {
      const rahul = await range.user("rahul");
      const vidu = await range.userPage();
      await plant(range, rahul, vidu);
      await range.postFrom(vidu, "planted");
      const evidence = range.exchanges.slice(-1);
      const broken = (await rahul.texts()).length > 0;
      const isStill = (await range.contents(vidu)).includes("planted");
      return {
        broken,
        saw: isStill ? STILL : "Vidu's list is not Vidu's",
        evidence,
      };
    },
  };
}
