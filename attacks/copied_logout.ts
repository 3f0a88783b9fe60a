import { logoutEnds } from "./defences/sessions.ts";
import { at, type Attack, breaks, holds } from "./runner/attack.ts";
import { copied, logOut } from "./steps/copied.ts";

export const attack: Attack = {
  id: "copied-logout",
  name: "copied credential after logout",
  group: "steal",
  story:
    "Someone has copied Vidu's credential. Vidu logs out. The copy is sent at once.",
  lesson:
    "On rungs 4 and 8, logout deletes the row that every request looks up, so the copy is dead at once. Rungs 6 and 7 look nothing up until the JWT expires, so the copy works for the rest of its ten or five minutes. That window is the price of not asking the database each time.",
  cells: {
    "4": holds("no live session with that token", logoutEnds),
    "8": holds("no live session with that token", logoutEnds),
    "6": breaks(
      "within the JWT's ten minutes no session is looked up",
      at("stages/06/login.ts", "A copied JWT works at most"),
    ),
    "7": breaks(
      "within the JWT's five minutes no session is looked up",
      at("stages/07/login.ts", "A copied JWT works at most"),
    ),
  },
  ...copied((_, vidu) => logOut(vidu)),
};
