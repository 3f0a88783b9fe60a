/**
 * Rung 7's refresh token, copied and used by someone else.
 *
 * @module
 */
import type { Client, Reply } from "../../testing/client.ts";
import { type Attack, type Outcome, works } from "../runner/attack.ts";
import type { Range } from "../runner/range.ts";
import { MINUTE } from "./copied.ts";

export function refresh(client: Client): Promise<Reply> {
  return client.post("/auth/refresh");
}

/** The control of them all: an honest user goes on when the JWT has expired. */
export function refreshed(
  attack: (range: Range, vidu: Client, thief: Client) => Promise<Outcome>,
): Pick<Attack, "control" | "attack"> {
  return {
    async control(range) {
      const vidu = await range.user();
      for (let i = 0; i < 3; i++) {
        range.lab.clock += 6 * MINUTE;
        const { status } = await range.enter(vidu);
        works(status === 200, "an expired JWT is refreshed");
      }
    },
    async attack(range) {
      const vidu = await range.user();
      return await attack(range, vidu, range.thief(vidu));
    },
  };
}
