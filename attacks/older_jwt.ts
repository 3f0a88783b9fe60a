import { renewNeedsSession, tenMinutesLong } from "./defences/jwt.ts";
import { madeBeforeJwt } from "./defences/sessions.ts";
import { type Attack, holds, works } from "./runner/attack.ts";
import { TEN_MINUTES } from "./steps/copied.ts";
import { startOver } from "./steps/new_database.ts";

export const attack: Attack = {
  id: "older-jwt",
  name: "JWT from before its session was made (new database, same key)",
  story:
    "Someone has copied Vidu's JWT, and it has expired long ago. The lab's database is lost, and a new one is started with the same JWT_SECRET. In it Vidu logs in, and the session gets the same number. The copy is sent.",
  lesson:
    "The key is the same, so the JWT's MAC still holds, and it names a session that lives, of the same user. But the session is younger than the JWT, so the JWT can't have been made for it. The JWT says when it was made (iat), and the session's row says so too.",
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
