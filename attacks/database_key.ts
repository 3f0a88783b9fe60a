import { importJwtKey, signJwt } from "../lib/jwt.ts";
import { at, type Attack, breaks, on, works } from "./runner/attack.ts";

export const attack: Attack = {
  id: "database-key",
  name: "database read (the key of the JWTs)",
  group: "forge",
  story:
    "The attacker has read the table of settings. If JWT_SECRET isn't set, the server makes a key and keeps it there. The attacker signs a JWT with that key.",
  lesson:
    "Anyone with the key can impersonate anyone, and on these rungs no other lock stands behind it. So keep the key where someone who reads the database can't find it: in JWT_SECRET. On Deno Deploy the lab doesn't start without it.",
  cells: on(
    ["5", "6", "7"],
    breaks(
      "the key is in the database unless JWT_SECRET is set",
      at("lib/jwt_secret.ts", "secret ?? await keptSecret(db)"),
    ),
  ),

  async control(range) {
    const { status } = await range.enter(await range.user());
    works(status === 200, "the user gets in");
  },

  async attack(range) {
    const { rows } = await range.lab.db.execute("SELECT value FROM settings");
    const iat = range.lab.clock / 1000;
    const claims = {
      aud: `stage ${range.stage.id}`,
      sub: "1",
      sid: 1,
      iat,
      exp: iat + 300,
    };
    const thief = range.client();
    for (const { value } of rows) {
      const secret = new TextEncoder().encode(String(value));
      thief.cookies.set(range.jwtName, signJwt(claims, importJwtKey(secret)));
    }
    return { broken: (await range.enter(thief)).status === 200 };
  },
};
