import { SESSION_LIFETIME } from "../lib/sessions.ts";
import { at, type Attack, holds, on } from "./attack.ts";
import {
  copied,
  EXPIRED_5,
  NO_SESSION,
  TEN_MINUTES,
  TOO_OLD_6,
} from "./copied.ts";

export const attack: Attack = {
  id: "copied-lifetime",
  name: "copied credential after its lifetime",
  story:
    "Someone has copied Vidu's credential and waits: seven days and ten minutes.",
  lesson:
    "Every credential ends by itself, whatever its owner does or forgets.",
  cells: {
    ...on(
      ["1", "3", "4"],
      holds(NO_SESSION, at("lib/sessions.ts", "AND expires_at > ?")),
    ),
    "5": EXPIRED_5,
    "6": TOO_OLD_6,
  },
  ...copied((range) => {
    range.lab.clock += SESSION_LIFETIME + TEN_MINUTES;
  }),
};
