import {
  fiveMinutesLong,
  notTooOld7,
  renewNeedsSession,
  tenMinutesLong,
} from "./defences/jwt.ts";
import { tokensGoToo } from "./defences/refresh.ts";
import { loginLooksAtSession } from "./defences/logins.ts";
import {
  loginEndsOld,
  madeBeforeJwt,
  sessionIdsOnce,
  tokenCompared,
} from "./defences/sessions.ts";
import { at, type Attack, breaks, holds, on } from "./runner/attack.ts";
import { copied, MINUTE, TEN_MINUTES } from "./steps/copied.ts";

export const attack: Attack = {
  id: "before-new-login",
  name: "session from before a new login",
  group: "steal",
  story:
    "Someone has copied Vidu's credential. A minute later Vidu logs in again in the same browser, without logging out first. Ten minutes later, when the JWTs of rungs 6 and 7 have expired, the copy is sent.",
  lesson:
    "A login that doesn't end the old session leaves one behind that nobody sees any more, so nobody ends it. That happens on rungs 1 and 3. From rung 4 on, except on rung 5, login looks at the session that came with the request and ends it. The new session has an id and a secret of its own.",
  cells: {
    "1": breaks(
      "login ends nothing",
      at("stages/01/mod.ts", '"POST /auth/login": [login]'),
    ),
    "3": breaks(
      "login ends nothing",
      at("stages/03/mod.ts", '"POST /auth/login": [login]'),
    ),
    ...on(
      ["4", "8"],
      holds(
        "no live session with that token",
        loginEndsOld,
        loginLooksAtSession,
        [sessionIdsOnce, tokenCompared],
      ),
    ),
    "6": holds(
      "the JWT has expired and its session has ended",
      loginEndsOld,
      loginLooksAtSession,
      renewNeedsSession,
      tenMinutesLong,
      [sessionIdsOnce, madeBeforeJwt],
    ),
    "7": holds(
      "no living family has this refresh token",
      loginEndsOld,
      loginLooksAtSession,
      [fiveMinutesLong, notTooOld7],
      [sessionIdsOnce, tokensGoToo],
    ),
  },
  ...copied(async (range, vidu) => {
    range.lab.clock += MINUTE;
    await vidu.loggedIn();
    range.lab.clock += TEN_MINUTES;
  }),
};
