import { hourLong, notTooOld5 } from "./defences/jwt.ts";
import { idleEnd, shortSessions } from "./defences/sessions.ts";
import { at, type Attack, breaks, holds, on } from "./runner/attack.ts";
import { copied, HOUR } from "./steps/copied.ts";

const DAY_LONG = breaks(
  "a session that nobody uses lives for a day",
  at("lib/sessions.ts", "export const SESSION_IDLE_LIFETIME"),
);

export const attack: Attack = {
  id: "left-open",
  name: "session left open for an hour",
  group: "steal",
  story:
    "Vidu uses a shared computer, forgets to log out, and goes. An hour later someone else sits down and goes on as Vidu.",
  lesson:
    "Nobody tells the server that its user has left: all that it sees is that nothing comes any more. A rung that waits a day for that is convenient, and open for a day. Rung 8 ends a session after an hour without use. Rung 5's JWT is over after an hour, used or not.",
  cells: {
    ...on(["1", "3", "4", "6", "7"], DAY_LONG),
    "5": holds("Cannot accept JWT", [hourLong, notTooOld5]),
    "8": holds("no live session with that token", shortSessions, idleEnd),
  },
  ...copied((range) => {
    range.lab.clock += HOUR;
  }),
};
