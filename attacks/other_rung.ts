import { stages } from "../stages/mod.ts";
import { audience } from "./defences/jwt.ts";
import { ownRungOnly, tokenCompared } from "./defences/sessions.ts";
import { type Attack, holds, on, works } from "./runner/attack.ts";

const NO_SESSION = "no live session with that token";

export const attack: Attack = {
  id: "other-rung",
  name: "credential of another rung",
  group: "forge",
  story:
    "The whole ladder is served. Someone who has logged in on each of the other rungs sends those credentials here, in each form that this rung reads.",
  lesson:
    "A session names the rung that made it, and a JWT names the rung that it is for (aud). Without that, the weakest rung would open all the others.",
  ladder: true,
  cells: {
    ...on(["1", "3", "4"], holds(NO_SESSION, ownRungOnly, tokenCompared)),
    "8": holds(NO_SESSION, ownRungOnly),
    ...on(["5", "6", "7"], holds("it is for another audience", audience)),
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
      const [sid, secret] = shown["__Host-session"]?.split(".") ?? [];
      const id = shown.session_id ?? shown.sessionId ?? sid ?? "1";
      const thief = range.bearer(
        id,
        shown.token ?? shown.jwt ?? shown.access ?? secret,
      );
      const { status } = await thief.get("/auth/whoami");
      broken ||= status !== 401;
    }
    const evidence = range.exchanges.slice(from)
      .filter(({ method }) => method === "GET");
    return { broken, evidence };
  },
};
