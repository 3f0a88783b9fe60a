import { familyEnds, graceEnds, oneUse } from "./defences/refresh.ts";
import { type Attack, holds, works } from "./runner/attack.ts";
import { MINUTE } from "./steps/copied.ts";
import { refresh, refreshed } from "./steps/refreshed.ts";
import { holdBack } from "../testing/slow_statement.ts";

export const attack: Attack = {
  id: "refresh-descendant",
  name: "newest refresh token just after its family ended",
  group: "steal",
  story:
    "The thief has used the copied refresh token and has the next one. The thief refreshes once more, and just then Vidu's browser shows the used one, which ends the family. The thief's request reaches the database a moment later.",
  lesson:
    "The family ends with its session's row, and its refresh tokens are deleted with it, the newest as well. The statement that marks a token as used finds none any more.",
  cells: {
    "7": holds(
      "no living family has this refresh token",
      familyEnds,
      oneUse,
      graceEnds,
    ),
  },
  ...refreshed(async (range, vidu, thief) => {
    await refresh(thief);
    range.lab.clock += MINUTE;
    using slow = holdBack(range.lab.db, "UPDATE refresh_tokens");
    const late = refresh(thief);
    const isHeld = await Promise.race([slow.held, late.then(() => false)]);
    works(isHeld, "a refresh waits for the database");
    await refresh(vidu);
    slow.letGo();
    return { broken: (await late).status === 200 };
  }),
};
