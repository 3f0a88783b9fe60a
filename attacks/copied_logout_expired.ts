import {
  hourLong,
  notTooOld5,
  renewNeedsSession,
  tenMinutesLong,
} from "./defences/jwt.ts";
import { logoutEnds } from "./defences/sessions.ts";
import { type Attack, holds } from "./runner/attack.ts";
import { copied, HOUR, logOut, TEN_MINUTES } from "./steps/copied.ts";

export const attack: Attack = {
  id: "copied-logout-expired",
  name: "copied credential after logout, JWT expired",
  story:
    "The same, but the copy is sent later: ten minutes after the logout, when rung 6's JWT has expired. Rung 5 has no logout. There the copy is sent after its JWT's hour.",
  lesson:
    "On rung 6 an expired JWT is renewed only while its session lives, and logout has ended that. Rung 4 ends the session too, and needs no clock. On rung 5 the clock is all that ends a JWT: it says itself until when it is good, and the rung accepts none that is older than an hour.",
  cells: {
    "4": holds("no live session with that token", logoutEnds),
    "8": holds("no live session with that token", logoutEnds),
    "5": holds("Cannot accept JWT", [hourLong, notTooOld5]),
    "6": holds(
      "the JWT has expired and its session has ended",
      logoutEnds,
      renewNeedsSession,
      tenMinutesLong,
    ),
  },
  ...copied(async (range, vidu) => {
    if (range.stage.id === "5") range.lab.clock += HOUR;
    else {
      await logOut(vidu);
      range.lab.clock += TEN_MINUTES;
    }
  }),
};
