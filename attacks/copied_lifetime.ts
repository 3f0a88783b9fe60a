import { sessionLifetime } from "../lib/sessions.ts";
import {
  fiveMinutesLong,
  hourLong,
  notTooOld5,
  notTooOld7,
  renewNeedsSession,
} from "./defences/jwt.ts";
import { absoluteEnd, idleEnd } from "./defences/sessions.ts";
import { type Attack, holds, on, works } from "./runner/attack.ts";
import { TEN_MINUTES } from "./steps/copied.ts";

export const attack: Attack = {
  id: "copied-lifetime",
  name: "copied credential after its lifetime",
  group: "steal",
  story:
    "Someone has copied Vidu's credential. They use it twice a day, so that it is never idle for long, and try it once more after seven days and ten minutes. On rung 8 they use it twice an hour, and try it once more after twelve hours and ten minutes.",
  lesson:
    "Every credential ends by itself, whatever its owner does or forgets. A session ends after a day without use, and after seven days however much it is used; on rung 8 after an hour and after twelve. Rung 5's JWT ends after an hour.",
  cells: {
    ...on(
      ["1", "3", "4", "8"],
      holds("no live session with that token", idleEnd, absoluteEnd),
    ),
    "5": holds("Cannot accept JWT", [hourLong, notTooOld5]),
    "6": holds(
      "the JWT has expired and its session has ended",
      idleEnd,
      absoluteEnd,
      renewNeedsSession,
    ),
    "7": holds(
      "no living family has this refresh token",
      idleEnd,
      absoluteEnd,
      [fiveMinutesLong, notTooOld7],
    ),
  },

  async control(range) {
    const thief = range.thief(await range.user());
    works((await range.enter(thief)).status === 200, "a new copy works");
  },

  async attack(range) {
    const thief = range.thief(await range.user());
    const { most, idle } = sessionLifetime(range);
    const end = range.lab.clock + most + TEN_MINUTES;
    while (range.lab.clock < end) {
      range.lab.clock = Math.min(range.lab.clock + idle / 2, end);
      await range.enter(thief);
    }
    return { broken: range.exchanges.at(-1)!.status === 200 };
  },
};
