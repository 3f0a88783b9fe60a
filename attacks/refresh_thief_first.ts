import { fiveMinutesLong, notTooOld7 } from "./defences/jwt.ts";
import { familyEnds, graceEnds, oneUse } from "./defences/refresh.ts";
import { type Attack, holds } from "./runner/attack.ts";
import { MINUTE } from "./steps/copied.ts";
import { refresh, refreshed } from "./steps/refreshed.ts";

export const attack: Attack = {
  id: "refresh-thief-first",
  name: "refresh token copied: the thief uses it first",
  group: "steal",
  story:
    "Someone has copied Vidu's refresh token and uses it at once, so they have the next one. A minute later Vidu's browser refreshes with the old one. Then the thief refreshes again.",
  lesson:
    "The server sees one refresh token twice and can't tell which of the two is the thief. So it ends the family, and both have to log in again when their JWT has expired. Vidu can log in again with the password, and the thief can't.",
  cells: {
    "7": holds(
      "no living family has this refresh token",
      familyEnds,
      oneUse,
      graceEnds,
      [fiveMinutesLong, notTooOld7],
    ),
  },
  ...refreshed(async (range, vidu, thief) => {
    await refresh(thief);
    range.lab.clock += MINUTE;
    await refresh(vidu);
    range.lab.clock += 6 * MINUTE;
    const broken = (await range.enter(thief)).status === 200;
    return { broken };
  }),
};
