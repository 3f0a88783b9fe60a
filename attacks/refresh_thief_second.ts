import { graceEnds, oneUse } from "./defences/refresh.ts";
import { type Attack, holds } from "./runner/attack.ts";
import { MINUTE } from "./steps/copied.ts";
import { refresh, refreshed } from "./steps/refreshed.ts";

export const attack: Attack = {
  id: "refresh-thief-second",
  name: "refresh token copied: the thief uses it second",
  group: "steal",
  story:
    "Someone has copied Vidu's refresh token. Vidu's browser uses it, and a minute later the thief does.",
  lesson:
    "A refresh token is good for one use, and Vidu's browser has had it. A used one that comes again means that somebody may have a copy, so the family ends.",
  cells: { "7": holds("a refresh token came twice", oneUse, graceEnds) },
  ...refreshed(async (range, vidu, thief) => {
    await refresh(vidu);
    range.lab.clock += MINUTE;
    const broken = (await refresh(thief)).status === 200;
    return { broken };
  }),
};
