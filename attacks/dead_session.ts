import { renewNeedsSession, tenMinutesLong } from "./defences/jwt.ts";
import {
  logoutEnds,
  madeBeforeJwt,
  sessionIdsOnce,
  tokenCompared,
} from "./defences/sessions.ts";
import { type Attack, holds, works } from "./runner/attack.ts";
import { logOut, MINUTE, TEN_MINUTES } from "./steps/copied.ts";

export const attack: Attack = {
  id: "dead-session",
  name: "dead session id given to a new user",
  story:
    "Someone has copied Vidu's credential. Vidu logs out, so the session's row is gone and its id is free. A minute later Rahul logs in, then Vidu again, and their new sessions could get that id. After ten minutes, when a JWT of rung 6 has expired, the copy is sent.",
  lesson:
    "An id that is given again wakes up whatever still names it. So no session id is given twice (AUTOINCREMENT). Another lock stands behind: rung 4 compares the token, and rung 6 accepts no JWT that is older than its session.",
  cells: {
    "4": holds(
      "no live session with that token",
      logoutEnds,
      [sessionIdsOnce, tokenCompared],
    ),
    "8": holds(
      "no live session with that token",
      logoutEnds,
      [sessionIdsOnce, tokenCompared],
    ),
    "6": holds(
      "the JWT has expired and its session has ended",
      logoutEnds,
      renewNeedsSession,
      tenMinutesLong,
      [sessionIdsOnce, madeBeforeJwt],
    ),
  },

  async control(range) {
    const vidu = await range.user();
    range.lab.clock += TEN_MINUTES;
    const { status } = await range.enter(vidu);
    works(status === 200, "a live session goes on after ten minutes");
  },

  async attack(range) {
    let broken = false;
    for (const next of ["rahul", "vidu"]) {
      const vidu = await range.user();
      const thief = range.thief(vidu);
      await logOut(vidu);
      range.lab.clock += MINUTE;
      await range.user(next);
      range.lab.clock += TEN_MINUTES;
      broken ||= (await range.enter(thief)).status === 200;
    }
    return { broken };
  },
};
