/**
 * JWTs that the server did not sign. The attacker is Rahul, who has a JWT of his
 * own and wants to be Vidu.
 *
 * @module
 */
import { createHmac } from "node:crypto";
import { decodeBase64Url, encodeBase64Url } from "../../lib/base64.ts";
import { JwtError, verifyJwt } from "../../lib/jwt.ts";
import { type Attack, type Outcome, works } from "../runner/attack.ts";
import type { Range } from "../runner/range.ts";

type Json = Record<string, unknown>;

export const encode = (value: Json) =>
  encodeBase64Url(new TextEncoder().encode(JSON.stringify(value)));
const decode = (segment: string): Json =>
  JSON.parse(new TextDecoder().decode(decodeBase64Url(segment)));

export const hmac = (secret: string, text: string) =>
  createHmac("sha256", secret).update(text).digest("base64url");

/** An attack with JWTs made from a good one. If one is accepted, it breaks. */
export function forged(
  forge: (parts: { header: Json; claims: Json; jwt: string }) => string[],
): Pick<Attack, "control" | "attack"> {
  return {
    async control(range) {
      const rahul = await range.user("rahul");
      const { answer } = await rahul.get("/auth/whoami");
      works(answer.message === "Logged in as rahul", "his own JWT works");
    },
    async attack(range) {
      const rahul = await range.user("rahul");
      const jwt = rahul.cookies.get(range.jwtName)!;
      const [header, payload] = jwt.split(".");
      const parts = { header: decode(header), claims: decode(payload), jwt };
      return await send(range, forge(parts));
    },
  };
}

/** Sends each JWT, and asks the verifier why it refuses the last one. */
async function send(range: Range, jwts: string[]): Promise<Outcome> {
  const client = range.client();
  let broken = false;
  for (const jwt of jwts) {
    client.cookies.set(range.jwtName, jwt);
    const { status } = await client.get("/auth/whoami");
    if (status === 200) return { broken: true };
    broken ||= status !== 401;
  }
  return { broken, saw: verdict(range, jwts.at(-1)!) };
}

function verdict(range: Range, jwt: string): string {
  const audience = `stage ${range.stage.id}`;
  const now = range.lab.clock / 1000;
  try {
    verifyJwt(jwt, range.lab.jwtKey, { audience, now });
    return "the verifier accepts it";
  } catch (error) {
    return `the verifier's code: ${(error as JwtError).code}`;
  }
}
