import { at, type Attack, breaks, on } from "./runner/attack.ts";
import { copied } from "./steps/copied.ts";

export const attack: Attack = {
  id: "copied-forgotten",
  name: "copied credential after its owner's browser has forgotten it",
  story:
    "Someone has copied Vidu's credential. Vidu's browser forgets its own: storage emptied, cookies deleted, window closed.",
  lesson:
    "To forget a credential ends nothing, because the server knows nothing of it. On rungs 1, 3 and 5 that is all that anyone can do. Rungs 4, 6 and 8 have a button that does more.",
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
      ["4", "6"],
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
      "a JWT works to its end",
      at("stages/05/login.ts", "export const JWT_LIFETIME"),
    ),
  },
  ...copied((_, vidu) => {
    vidu.credential = {};
    vidu.cookies.clear();
  }),
};
