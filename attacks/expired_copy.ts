import {
  fiveMinutesLong,
  hourLong,
  notTooOld5,
  notTooOld7,
} from "./defences/jwt.ts";
import { graceEnds, oneUse } from "./defences/refresh.ts";
import { at, type Attack, breaks, holds } from "./runner/attack.ts";
import { copied, HOUR, MINUTE, TEN_MINUTES } from "./steps/copied.ts";

export const attack: Attack = {
  id: "expired-copy",
  name: "expired copy while its owner stays logged in",
  group: "steal",
  story:
    "Someone has copied Vidu's credential and doesn't use it until its JWT has expired: after an hour on rung 5, after ten minutes on rungs 6 and 7. Vidu goes on using the lab, and logs in again on rung 5 to do so. A minute later the copy is sent.",
  lesson:
    "On rung 5, expired means expired. Rung 6 renews an expired JWT while its session lives, and can't tell a copy from the original. So the thief gets a new JWT again and again for as long as Vidu stays logged in, up to seven days. A credential that buys new ones must work only once, as rung 7's refresh token does: then the server notices a copy.",
  cells: {
    "5": holds("Cannot accept JWT", [hourLong, notTooOld5]),
    "6": breaks(
      "while the session lives, anyone with a JWT that names it gets a new one",
      at("stages/06/middleware.ts", "return renew(ctx, error.claims)"),
    ),
    "7": holds(
      "a refresh token came twice",
      oneUse,
      graceEnds,
      [fiveMinutesLong, notTooOld7],
    ),
  },
  ...copied(async (range, vidu) => {
    range.lab.clock += range.stage.id === "5" ? HOUR : TEN_MINUTES;
    if (range.stage.id === "5") await vidu.loggedIn();
    await range.enter(vidu);
    range.lab.clock += MINUTE;
  }),
};
