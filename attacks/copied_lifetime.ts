import { sessionLifetime } from "../lib/sessions.ts";
import { hourLong, notTooOld5, renewNeedsSession } from "./defences/jwt.ts";
import { absoluteEnd, idleEnd } from "./defences/sessions.ts";
import { type Attack, holds, on, works } from "./runner/attack.ts";
import { TEN_MINUTES } from "./steps/copied.ts";

export const attack: Attack = {
  id: "copied-lifetime",
  name: "copied credential after its lifetime",
  story:
    "Someone has copied Vidu's credential and uses it twice a day, so that it is never idle, for seven days and ten minutes. On rung 8 they use it twice an hour, for twelve hours and ten minutes.",
  lesson:
    "Every credential ends by itself, whatever its owner does or forgets. A session ends after a day unused, and after seven days however much it is used. On rung 8 it is an hour and twelve hours. Rung 5's JWT ends after an hour.",
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
