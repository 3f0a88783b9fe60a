import {
  fiveMinutesLong,
  notTooOld7,
  renewNeedsSession,
  tenMinutesLong,
} from "./defences/jwt.ts";
import { tokensGoToo } from "./defences/refresh.ts";
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
  name: "ended session's id given to a new session",
  group: "steal",
  story:
    "Someone has copied Vidu's credential. Vidu logs out, so the session's row is gone and its id is free. A minute later Rahul logs in, then Vidu again, and one of the new sessions could get that id. Ten minutes later, when the JWTs of rungs 6 and 7 have expired, the copy is sent.",
  lesson:
    "If an id is used again, anything that still names it works again. So no session id is ever used twice (AUTOINCREMENT). A second lock stands behind that one: rung 4 compares the session token, rung 6 accepts no JWT that is older than its session, and rung 7 deletes the refresh tokens with the session.",
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
    "7": holds(
      "no living family has this refresh token",
      logoutEnds,
      [fiveMinutesLong, notTooOld7],
      [sessionIdsOnce, tokensGoToo],
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
