import { at, type Attack, breaks } from "./attack.ts";
import { copied } from "./copied.ts";

export const attack: Attack = {
  id: "copied-forgotten",
  name: "copied credential after its owner's browser has forgotten it",
  story:
    "Someone has copied Vidu's credential. Vidu's browser forgets its own: storage emptied, cookies deleted, window closed.",
  lesson:
    "To forget a credential ends nothing: the server knows of no logout. That is all that rungs 1, 3 and 5 can do; on rungs 4 and 6 there is a button that does more.",
  cells: {
    "1": breaks(
      "the session lives for seven days",
      at("stages/01/login.ts", "INSECURE(stage 1): the page's script"),
    ),
    "3": breaks(
      "the session lives for seven days",
      at("stages/03/login.ts", "INSECURE(stage 3): the page's script"),
    ),
    "4": breaks(
      "nobody has logged out",
      at("lib/sessions.ts", "export const SESSION_LIFETIME"),
    ),
    "5": breaks(
      "a token works to its end",
      at("stages/05/login.ts", "export const JWT_LIFETIME"),
    ),
    "6": breaks(
      "nobody has logged out",
      at("lib/sessions.ts", "export const SESSION_LIFETIME"),
    ),
  },
  ...copied((_, vidu) => {
    vidu.credential = {};
    vidu.cookies.clear();
  }),
};
