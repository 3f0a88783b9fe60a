import { renewNeedsSession, tenMinutesLong } from "./defences/jwt.ts";
import { madeBeforeJwt } from "./defences/sessions.ts";
import { type Attack, holds, works } from "./runner/attack.ts";
import { TEN_MINUTES } from "./steps/copied.ts";
import { startOver } from "./steps/new_database.ts";

export const attack: Attack = {
  id: "older-jwt",
  name: "JWT from before its session was made (new database, same key)",
  group: "steal",
  story:
    "Someone has copied Vidu's JWT, and it expired long ago. The lab's database is lost, and a new one is started with the same JWT_SECRET. Vidu logs in again, and the new session happens to get the old number. The copy is sent.",
  lesson:
    "The key is the same, so the JWT's MAC is right, and the JWT names a live session of the same user. But the session is younger than the JWT, so the JWT can't have been made for it. Both say when they were made: the JWT in iat, the session in its row.",
  cells: {
    "6": holds(
      "the JWT has expired and its session has ended",
      madeBeforeJwt,
      renewNeedsSession,
      tenMinutesLong,
    ),
  },

  async control(range) {
    const vidu = await range.user();
    range.lab.clock += TEN_MINUTES;
    works((await range.enter(vidu)).status === 200, "an expired JWT goes on");
  },

  async attack(range) {
    await startOver(range.lab);
    const thief = range.thief(await range.user());
    range.lab.clock += TEN_MINUTES;
    await startOver(range.lab);
    await range.user();
    return { broken: (await range.enter(thief)).status === 200 };
  },
};
