/**
 * Tokens that the server did not sign. The attacker is Rahul, who has a token
 * of his own and wants to be Vidu.
 *
 * @module
 */
import { createHmac } from "node:crypto";
import { decodeBase64Url, encodeBase64Url } from "../lib/base64.ts";
import { JwtError, verifyJwt } from "../lib/jwt.ts";
import { at, type Attack, holds, type Outcome, works } from "./attack.ts";
import type { Range } from "./runner/range.ts";

type Json = Record<string, unknown>;

export const encode = (value: Json) =>
  encodeBase64Url(new TextEncoder().encode(JSON.stringify(value)));
const decode = (segment: string): Json =>
  JSON.parse(new TextDecoder().decode(decodeBase64Url(segment)));

export const hmac = (secret: string, text: string) =>
  createHmac("sha256", secret).update(text).digest("base64url");

/** An attack with tokens made from a good one; accepted as `vidu` it breaks. */
export function forged(
  forge: (parts: { header: Json; claims: Json; jwt: string }) => string[],
): Pick<Attack, "control" | "attack"> {
  return {
    async control(range) {
      const rahul = await range.user("rahul");
      const { answer } = await rahul.get("/auth/whoami");
      works(answer.message === "Logged in as rahul", "his own token works");
    },
    async attack(range) {
      const rahul = await range.user("rahul");
      const jwt = rahul.cookies.get("jwt")!;
      const [header, payload] = jwt.split(".");
      const parts = { header: decode(header), claims: decode(payload), jwt };
      return await send(range, forge(parts));
    },
  };
}

/** Sends each token, and asks the verifier what it has against the last one. */
async function send(range: Range, tokens: string[]): Promise<Outcome> {
  const client = range.client();
  let broken = false;
  for (const token of tokens) {
    client.cookies.set("jwt", token);
    const { status } = await client.get("/auth/whoami");
    if (status === 200) return { broken: true };
    broken ||= status !== 401;
  }
  return { broken, saw: verdict(range, tokens.at(-1)!) };
}

function verdict(range: Range, token: string): string {
  const audience = `stage ${range.stage.id}`;
  const now = range.lab.clock / 1000;
  try {
    verifyJwt(token, range.lab.jwtKey, { audience, now });
    return "the verifier takes it";
  } catch (error) {
    return `the verifier's code: ${(error as JwtError).code}`;
  }
}

export const WRONG_ALGORITHM = holds(
  "the verifier's code: algorithm",
  at("lib/jwt.ts", "our key is for another algorithm"),
);
export const WRONG_SIGNATURE = holds(
  "the verifier's code: signature",
  at("lib/jwt.ts", "our key makes another MAC"),
);
