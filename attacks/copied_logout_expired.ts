import {
  fiveMinutesLong,
  hourLong,
  notTooOld5,
  notTooOld7,
  renewNeedsSession,
  tenMinutesLong,
} from "./defences/jwt.ts";
import { logoutEnds } from "./defences/sessions.ts";
import { type Attack, holds } from "./runner/attack.ts";
import { copied, HOUR, logOut, TEN_MINUTES } from "./steps/copied.ts";

export const attack: Attack = {
  id: "copied-logout-expired",
  name: "copied credential after logout, JWT expired",
  group: "steal",
  story:
    "Someone has copied Vidu's credential, and Vidu logs out. The copy is sent ten minutes after the logout, when the JWTs of rungs 6 and 7 have expired. Rung 5 has no logout, so there the copy is sent when its JWT's hour is over.",
  lesson:
    "On rung 6 an expired JWT is renewed only while its session lives, and logout has ended the session. On rung 7 the refresh tokens are deleted with the session. Rung 4's session is gone too, and there no clock is involved. On rung 5 only the clock ends a JWT: the JWT says how long it is good for, and the rung accepts none that is older than an hour.",
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
    "7": holds(
      "no living family has this refresh token",
      logoutEnds,
      [fiveMinutesLong, notTooOld7],
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
