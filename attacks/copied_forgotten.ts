import { at, type Attack, breaks, on } from "./runner/attack.ts";
import { copied } from "./steps/copied.ts";

export const attack: Attack = {
  id: "copied-forgotten",
  name: "copied credential after its owner's browser has forgotten it",
  group: "steal",
  story:
    "Someone has copied Vidu's credential. Then Vidu's browser forgets its own: the storage is emptied, the cookies are deleted, the window is closed.",
  lesson:
    "Forgetting a credential doesn't end it: the server isn't told, so the copy still works. On rungs 1, 3 and 5 forgetting is all that Vidu can do. The other rungs have a logout button, which tells the server.",
  cells: {
    "1": breaks(
      "the session lives on",
      at("stages/01/login.ts", "INSECURE(stage 1): the page's script"),
    ),
    "3": breaks(
      "the session lives on",
      at("stages/03/login.ts", "INSECURE(stage 3): the page's script"),
    ),
    ...on(
      ["4", "6", "7"],
      breaks(
        "nobody has logged out",
        at("lib/sessions.ts", "export const SESSION_LIFETIME"),
      ),
    ),
    "8": breaks(
      "nobody has logged out",
      at("stages/08/mod.ts", "lifetime: {"),
    ),
    "5": breaks(
      "a JWT works until it expires",
      at("stages/05/login.ts", "export const JWT_LIFETIME"),
    ),
  },
  ...copied((_, vidu) => {
    vidu.credential = {};
    vidu.cookies.clear();
  }),
};
