import { at, type Attack, breaks } from "./runner/attack.ts";
import { refreshed } from "./steps/refreshed.ts";

export const attack: Attack = {
  id: "refresh-alone",
  name: "refresh token copied: its owner never returns",
  group: "steal",
  story:
    "Someone has copied Vidu's refresh token. Vidu never comes back. The thief refreshes twice a day, for six days.",
  lesson:
    "A copy is noticed when a used token comes again, and here only one person uses them. So the thief goes on until the family ends: seven days after the login, or a day after its last use. A shorter life, or a second look at where a session is used from, would help; rotation alone doesn't.",
  cells: {
    "7": breaks(
      "nobody else uses the family, so nothing is used twice",
      at(
        "lib/refresh_tokens.ts",
        "args: [now + SESSION_IDLE_LIFETIME, SESSION_LIFETIME, nextHash]",
      ),
    ),
  },
  ...refreshed(async (range, _, thief) => {
    let broken = false;
    for (let i = 0; i < 12; i++) {
      range.lab.clock += 12 * 60 * 60_000;
      broken = (await range.enter(thief)).status === 200;
    }
    return { broken };
  }),
};
