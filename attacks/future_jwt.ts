import { notTooOld5, notTooOld6, notTooOld7 } from "./defences/jwt.ts";
import { type Attack, holds, works } from "./runner/attack.ts";
import { HOUR } from "./steps/copied.ts";

const FUTURE = "it was made in the future";
const YEAR = 365 * 24 * HOUR;

export const attack: Attack = {
  id: "future-jwt",
  name: "JWT from the future (clock set back)",
  group: "forge",
  story:
    "The server's clock is a year ahead by mistake, and Vidu logs in. Someone copies the JWT. Then the clock is set right, and the copy is sent.",
  lesson:
    "Going by its own expiry, the JWT would be good for more than a year. So these rungs also check how old it is, and refuse one that was made in the future.",
  cells: {
    "5": holds(FUTURE, notTooOld5),
    "6": holds(FUTURE, notTooOld6),
    "7": holds(FUTURE, notTooOld7),
  },

  async control(range) {
    range.lab.clock += YEAR;
    const { status } = await range.enter(await range.user());
    works(status === 200, "a login works while the clock is ahead");
  },

  async attack(range) {
    const thief = range.thief(await range.user());
    thief.cookies.delete("refresh"); // the JWT alone
    range.lab.clock -= YEAR;
    return { broken: (await range.enter(thief)).status === 200 };
  },
};
