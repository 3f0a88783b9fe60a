import { nothingKept5, nothingKept6 } from "./defences/jwt.ts";
import { refreshHashed } from "./defences/refresh.ts";
import { tokenCompared, tokenHashed } from "./defences/sessions.ts";
import { at, type Attack, breaks, holds, works } from "./runner/attack.ts";

const EMPTY = "the table of sessions is empty";

export const attack: Attack = {
  id: "database-tokens",
  name: "database read (tokens at rest)",
  group: "steal",
  story:
    "The attacker has read the table of sessions, and rung 7's table of refresh tokens, and sends what is in it as a credential.",
  lesson:
    "A session token stored as it is amounts to a password in plain text. Rungs 4, 7 and 8 store a hash, and a hash can't be used to log in. A JWT isn't stored at all.",
  cells: {
    "1": breaks(
      "the row holds the session token itself",
      at("stages/01/middleware.ts", "INSECURE(stage 1): the database keeps"),
    ),
    "3": breaks(
      "the row holds the session token itself",
      at("stages/03/middleware.ts", "INSECURE(stage 3): the database keeps"),
    ),
    "4": holds("no live session with that token", tokenHashed, tokenCompared),
    "8": holds("no live session with that token", tokenHashed, tokenCompared),
    "5": holds(EMPTY, nothingKept5),
    "6": holds("Cannot accept JWT", nothingKept6),
    "7": holds("no living family has this refresh token", refreshHashed),
  },

  async control(range) {
    const { status } = await range.enter(await range.user());
    works(status === 200, "the user gets in");
  },

  async attack(range) {
    await range.user();
    if (range.stage.id === "7") {
      const { rows } = await range.lab.db.execute(
        "SELECT hash FROM refresh_tokens",
      );
      const thief = range.client();
      thief.cookies.set("refresh", `${rows.at(-1)!.hash}`);
      return { broken: (await thief.post("/auth/refresh")).status === 200 };
    }
    const { rows } = await range.lab.db.execute("SELECT * FROM sessions");
    const row = rows.at(-1);
    if (row === undefined) return { broken: false, saw: EMPTY };
    const thief = range.bearer(`${row.id}`, `${row.token}`);
    return { broken: (await range.enter(thief)).status === 200 };
  },
};
