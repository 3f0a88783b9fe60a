import { at, type Attack, breaks, holds, works } from "./attack.ts";

const NO_SESSION = "no live session with that token";

export const attack: Attack = {
  id: "database-tokens",
  name: "database read (tokens at rest)",
  story:
    "The attacker has read the table of sessions and shows what stands there as a credential.",
  lesson:
    "A token that the database keeps as it is, is a password in the clear. Of a hash nothing leads back to the token, and the hash itself opens no door. A JWT is not kept at all.",
  cells: {
    "1": breaks(
      "the row has the token itself",
      at("stages/01/middleware.ts", "INSECURE(stage 1): the database keeps"),
    ),
    "3": breaks(
      "the row has the token itself",
      at("stages/03/middleware.ts", "INSECURE(stage 3): the database keeps"),
    ),
    "4": holds(NO_SESSION, at("stages/04/login.ts", "hashToken(token)")),
    "5": holds(
      "no jwt in the cookies",
      at("stages/05/login.ts", "signJwt(claims,"),
    ),
    "6": holds(
      "Cannot accept JWT",
      at("stages/06/login.ts", "await createSession("),
    ),
  },

  async control(range) {
    const { status } = await range.enter(await range.user());
    works(status === 200, "the user gets in");
  },

  async attack(range) {
    await range.user();
    const { rows } = await range.lab.db.execute("SELECT * FROM sessions");
    const row = rows.at(-1);
    const thief = range.client();
    if (row !== undefined) {
      const [id, token] = [`${row.id}`, `${row.token}`];
      if (range.stage.credential === "cookie") {
        thief.cookies.set("sessionId", id).set("token", token)
          .set("jwt", token);
      } else thief.credential = { session_id: id, sessionId: id, token };
    }
    return { broken: (await range.enter(thief)).status === 200 };
  },
};
