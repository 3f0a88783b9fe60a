import { stages } from "../stages/mod.ts";
import { at, type Attack, holds, works } from "./attack.ts";

const NO_SESSION = "no live session with that token";
const WHERE = at("lib/sessions.ts", "AND stage = ?");

export const attack: Attack = {
  id: "other-rung",
  name: "credential of another rung",
  story:
    "The ladder is served whole. Someone who has logged in on each of the other rungs shows those credentials here, in each form that this rung reads.",
  lesson:
    "A session says which rung made it, and a token for which rung it is (aud). Without that, the weakest rung would be the key to all of them.",
  ladder: true,
  cells: {
    "1": holds(NO_SESSION, WHERE),
    "3": holds(NO_SESSION, WHERE),
    "4": holds(NO_SESSION, WHERE),
    "5": holds("401", at("stages/05/middleware.ts", 'audience: "stage 5"')),
    "6": holds("401", at("stages/06/middleware.ts", 'audience: "stage 6"')),
  },

  async control(range) {
    const { status } = await range.enter(await range.user());
    works(status === 200, "the rung's own credential works");
  },

  async attack(range) {
    const from = range.exchanges.length;
    let broken = false;
    for (const other of stages) {
      if (other === range.stage || other.credential === null) continue;
      const { credential, cookies } = await range.user("vidu", other);
      const shown = { ...credential, ...Object.fromEntries(cookies) };
      const id = shown.session_id ?? shown.sessionId ?? "1";
      const token = shown.token ?? shown.jwt;
      const thief = range.client();
      thief.credential = { session_id: id, sessionId: id, token };
      thief.cookies.set("sessionId", id).set("token", token)
        .set("jwt", shown.jwt ?? token);
      const { status } = await thief.get("/auth/whoami");
      broken ||= status !== 401;
    }
    const evidence = range.exchanges.slice(from)
      .filter(({ method }) => method === "GET");
    return { broken, evidence };
  },
};
