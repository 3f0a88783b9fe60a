import { type Attack } from "./attack.ts";
import {
  copied,
  ENDED_6,
  EXPIRED_5,
  logOut,
  REVOKED_4,
  TEN_MINUTES,
} from "./copied.ts";

export const attack: Attack = {
  id: "copied-logout-expired",
  name: "copied credential after logout, token expired",
  story:
    "The same, but the copy is sent after the token's life: an hour on rung 5, which has no logout, ten minutes on the others.",
  lesson:
    "An expired token of rung 6 is reissued only while its session lives, and logout has ended it. On rung 5 the clock is all that ends a token.",
  cells: { "4": REVOKED_4, "5": EXPIRED_5, "6": ENDED_6 },
  ...copied(async (range, vidu) => {
    if (range.stage.id === "5") range.lab.clock += 6 * TEN_MINUTES;
    else {
      await logOut(vidu);
      range.lab.clock += TEN_MINUTES;
    }
  }),
};
