import { at, type Attack, holds, works } from "./attack.ts";

export const attack: Attack = {
  id: "dead-session",
  name: "dead session id given to a new user",
  story:
    "Someone has copied Vidu's credential. Vidu logs out, so the session's row is gone and its id is free. Rahul logs in, then Vidu again, and their new sessions could get that id. The copy, by now expired, is sent.",
  lesson:
    "An id that comes back wakes up whatever still names it. AUTOINCREMENT never gives one twice. Behind it stand two more locks: rung 4 compares the token, rung 6 the user.",
  cells: {
    "4": holds(
      "no live session with that token",
      at(
        "lib/database/schema.ts",
        "AUTOINCREMENT: a freed session id must never",
      ),
      at("lib/sessions.ts", "!equalInConstantTime(row.token, token)"),
    ),
    "6": holds(
      "the JWT has expired and its session has ended",
      at(
        "lib/database/schema.ts",
        "AUTOINCREMENT: a freed session id must never",
      ),
      at("lib/sessions.ts", "AND user_id = ? AND created_at < ?"),
    ),
  },

  async control(range) {
    const vidu = await range.user();
    range.lab.clock += 10 * 60_000;
    const { status } = await range.enter(vidu);
    works(status === 200, "a live session goes on after ten minutes");
  },

  async attack(range) {
    let broken = false;
    for (const next of ["rahul", "vidu"]) {
      const vidu = await range.user();
      const thief = range.thief(vidu);
      works((await vidu.post("/auth/logout")).status === 200, "logout works");
      await range.user(next);
      range.lab.clock += 10 * 60_000;
      broken ||= (await range.enter(thief)).status === 200;
    }
    return { broken };
  },
};
