import { at, type Attack, breaks } from "./attack.ts";
import { copied, logOut, REVOKED_4 } from "./copied.ts";

export const attack: Attack = {
  id: "copied-logout",
  name: "copied credential after logout",
  story:
    "Someone has copied Vidu's credential. Vidu logs out. The copy is sent at once.",
  lesson:
    "On rung 4 logout deletes the row that each request looks up: the copy is dead. On rung 6 nothing is looked up while the token is good, so the copy lives on for what is left of its ten minutes. That window is the price of not asking the database.",
  cells: {
    "4": REVOKED_4,
    "6": breaks(
      "within the token's ten minutes no session is looked up",
      at("stages/06/login.ts", "A copied JWT works at most"),
    ),
  },
  ...copied((_, vidu) => logOut(vidu)),
};
