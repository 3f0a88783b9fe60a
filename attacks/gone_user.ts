import { listNeedsUser } from "./defences/data.ts";
import { sessionHasUser, sessionsGoToo } from "./defences/sessions.ts";
import { type Attack, holds, on, works } from "./runner/attack.ts";

export const attack: Attack = {
  id: "gone-user",
  name: "credential of a deleted user",
  group: "steal",
  story:
    "Vidu's account is deleted while Vidu is still logged in. Vidu's browser goes on sending requests.",
  lesson:
    "On rungs 1, 3, 4 and 8 the user's sessions are deleted with the user, and a session without a user isn't found. A JWT outlives its user: its MAC is right, and it hasn't expired. So on rungs 5 to 7 the handlers have to notice that the user is gone.",
  cells: {
    ...on(
      ["1", "3", "4", "8"],
      holds("no live session with that token", [sessionsGoToo, sessionHasUser]),
    ),
    ...on(["5", "6", "7"], holds("there is no user 1", listNeedsUser)),
  },

  async control(range) {
    const { status } = await range.enter(await range.user());
    works(status === 200, "the user gets in");
  },

  async attack(range) {
    const vidu = await range.user();
    await range.lab.db.execute("DELETE FROM users WHERE name = 'vidu'");
    const start = range.exchanges.length;
    const { status } = await range.enter(vidu);
    const evidence = range.exchanges.slice(start);
    return { broken: status !== 401, evidence };
  },
};
