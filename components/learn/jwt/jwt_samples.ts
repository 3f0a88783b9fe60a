/**
 * JWTs to try on the workbench, good ones and bad ones.
 *
 * @module
 */
import { ALPHABETS, encodeBase64Url } from "../../../lib/base64.ts";
import { type JwtClaims, signJwt } from "../../../lib/jwt.ts";
import { readKey, type TypedKey } from "./KeyFields.tsx";

/** Long enough for all three algorithms. No server uses it. */
export const SAMPLE_KEY: TypedKey = {
  alg: "HS256",
  secret: "a sample key of this page, long enough for any of the three hashes",
};

const encoder = new TextEncoder();
const sampleKey = readKey(SAMPLE_KEY);

/** The claims of rung 5, which lets a token live for an hour. */
export function claimsOfRung5(now: number): JwtClaims {
  const iat = Math.floor(now);
  return { aud: "stage 5", sub: "1", iat, exp: iat + 60 * 60 };
}

/** The claims of rung 6: ten minutes, and the session that it stands for. */
export function claimsOfRung6(now: number): JwtClaims {
  const iat = Math.floor(now);
  return { aud: "stage 6", sub: "1", sid: 1, iat, exp: iat + 10 * 60 };
}

export interface Sample {
  name: string;
  /** Who is to accept it. */
  audience: string;
  make: (now: number) => string;
}

export const SAMPLES: readonly Sample[] = [
  {
    name: "As rung 5 signs it",
    audience: "stage 5",
    make: (now) => signJwt(claimsOfRung5(now), sampleKey),
  },
  {
    name: "As rung 6 signs it",
    audience: "stage 6",
    make: (now) => signJwt(claimsOfRung6(now), sampleKey),
  },
  {
    name: "alg: none",
    audience: "stage 5",
    make: (now) => {
      const header = toSegment({ alg: "none", typ: "JWT" });
      return `${header}.${toSegment(claimsOfRung5(now))}.`;
    },
  },
  {
    name: "Edited payload",
    audience: "stage 5",
    make: (now) => {
      const claims = claimsOfRung5(now);
      const [header, , mac] = signJwt(claims, sampleKey).split(".");
      return `${header}.${toSegment({ ...claims, sub: "2" })}.${mac}`;
    },
  },
  {
    name: "Expired",
    audience: "stage 5",
    make: (now) => signJwt(claimsOfRung5(now - 60 * 60), sampleKey),
  },
  {
    name: "Of another rung",
    audience: "stage 5",
    make: (now) => signJwt(claimsOfRung6(now), sampleKey),
  },
  {
    name: "Alias of the last character",
    audience: "stage 5",
    make: (now) => {
      // The MAC's 32 bytes leave two bits of the last symbol unused. They are 00.
      // The next symbol has 01 there, and stands for the same bytes.
      const token = signJwt(claimsOfRung5(now), sampleKey);
      return changeAt(token, token.length - 1);
    },
  },
];

/** The text with the next symbol of base64url at `position`. */
export function changeAt(text: string, position: number): string {
  const symbols = ALPHABETS.base64url;
  // What is no symbol, a dot too, becomes the first.
  const next = symbols[(symbols.indexOf(text[position]) + 1) % 64];
  return text.slice(0, position) + next + text.slice(position + 1);
}

function toSegment(value: object): string {
  return encodeBase64Url(encoder.encode(JSON.stringify(value)));
}
