import {
  fiveMinutesLong,
  notTooOld7,
  renewNeedsSession,
  tenMinutesLong,
} from "./defences/jwt.ts";
import { logoutEverywhereEnds } from "./defences/sessions.ts";
import { type Attack, holds } from "./runner/attack.ts";
import { copied, logOut, TEN_MINUTES } from "./steps/copied.ts";

export const attack: Attack = {
  id: "copied-logout-everywhere",
  name: "copied credential after logout everywhere, JWT expired",
  group: "steal",
  story:
    "Vidu is logged in twice. The credential of one login has been copied. Vidu uses the other one to log out everywhere. Ten minutes later, when the JWTs of rungs 6 and 7 have expired, the copy is sent.",
  lesson:
    "Logout everywhere deletes all of the user's sessions on this rung, whichever browser holds the credential. It is the button for a lost phone.",
  cells: {
    "4": holds("no live session with that token", logoutEverywhereEnds),
    "8": holds("no live session with that token", logoutEverywhereEnds),
    "6": holds(
      "the JWT has expired and its session has ended",
      logoutEverywhereEnds,
      renewNeedsSession,
      tenMinutesLong,
    ),
    "7": holds(
      "no living family has this refresh token",
      logoutEverywhereEnds,
      [fiveMinutesLong, notTooOld7],
    ),
  },
  ...copied(async (range) => {
    await logOut(await range.user(), "/auth/logout-everywhere");
    range.lab.clock += TEN_MINUTES;
  }),
};
