/**
 * JSON Web Tokens (RFC 7519) with an HMAC (RFC 7515), by hand.
 *
 * ```text
 * eyJhbGciOiJIUzI1NiIs…  .  eyJzdWIiOiIxMiIsImV4cCI6…  .  c9Yw3nLsKq4Xb0Q8fJ…
 * header: {"alg":"HS256",…}  payload: {"sub":"12","exp":…}  MAC of both
 * ```
 *
 * Each segment is base64url, which hides nothing: whoever holds a token can
 * read it. But only someone with the key can make the MAC, and it fits no other
 * header or payload. So a server can believe what it once signed, without
 * having kept it.
 *
 * {@linkcode verifyJwt} takes five steps, and refuses at the first that fails:
 *
 * 1. split: it has three segments, and is not too long.
 * 2. decode: each segment is base64url, and the header JSON.
 * 3. algorithm: the header names the one that our key is for.
 * 4. mac: it is the one that our key makes of the header and the payload.
 * 5. claims: the payload can now be believed, and is for us and for now.
 *
 * @module
 */
import { encodeBase64Url } from "./base64.ts";
import {
  checkClaims,
  type ClaimRules,
  findMistyped,
  type JwtClaims,
} from "./jwt_claims.ts";
import {
  type DecodedJwt,
  decodeSegments,
  parsePayload,
  type Segments,
  splitJwt,
} from "./jwt_decode.ts";
import { JwtError } from "./jwt_error.ts";
import { stringifyJsonObject } from "./jwt_json.ts";
import type { JwtKey } from "./jwt_key.ts";
import { borrowUtf8 } from "./utf8.ts";

export type { ClaimRules, JwtClaims } from "./jwt_claims.ts";
export { type DecodedJwt, decodeJwt } from "./jwt_decode.ts";
export { JwtError, type JwtErrorCode } from "./jwt_error.ts";
export { importJwtKey, type JwtAlgorithm, type JwtKey } from "./jwt_key.ts";

/** One key, or several, newest first, of which each token's `kid` picks one. */
export type JwtKeys = JwtKey | readonly JwtKey[];

/**
 * Signs claims, with the first key if there are several. It adds none: a token
 * without `exp` is good for ever.
 *
 * @throws {TypeError} If a claim isn't of its type, or can't be written as JSON
 *
 * @example Usage
 * ```ts
 * import { importJwtKey, signJwt } from "./jwt.ts";
 *
 * const key = importJwtKey(crypto.getRandomValues(new Uint8Array(32)));
 * const iat = Math.floor(Date.now() / 1000);
 * const token = signJwt({ sub: "12", iat, exp: iat + 60 * 60 }, key);
 * ```
 */
export function signJwt(claims: JwtClaims, key: JwtKeys): string {
  const mistyped = findMistyped(claims);
  if (mistyped !== undefined) {
    throw new TypeError(`Cannot sign JWT: ${mistyped} is not of its type`);
  }
  const [newest] = listOf(key);
  const json = stringifyJsonObject(claims);
  const payload = encodeBase64Url(borrowUtf8(json));
  const signed = `${newest.headerSegment}.${payload}`;
  return `${signed}.${encodeBase64Url(newest.sign(signed))}`;
}

/** What a token must be, apart from being signed. */
export interface VerifyJwtOptions extends ClaimRules {
  /** Characters that it may have; if unset, 8192, twice what a cookie holds. */
  maxLength?: number;
}

/** A step that a token has passed, and what was found there. */
export type JwtStep =
  | { name: "split"; value: readonly string[] }
  | { name: "decode"; value: DecodedJwt }
  | { name: "algorithm"; value: string }
  | { name: "mac"; value: Uint8Array }
  | { name: "claims"; value: JwtClaims };

/**
 * Returns the claims of a token that our key has signed and that is good now.
 *
 * @param onStep Called after each step that is passed, to watch it
 * @throws {JwtError} If the token is refused
 *
 * @example Usage
 * ```ts
 * import { assertEquals, assertThrows } from "@std/assert";
 * import { importJwtKey, JwtError, signJwt, verifyJwt } from "./jwt.ts";
 *
 * const key = importJwtKey(crypto.getRandomValues(new Uint8Array(32)));
 * const token = signJwt({ sub: "12", exp: 1000 }, key);
 * assertEquals(verifyJwt(token, key, { now: 999 }).sub, "12");
 *
 * const verify = () => verifyJwt(token, key, { now: 1000 });
 * assertEquals(assertThrows(verify, JwtError).code, "expired");
 * ```
 */
export function verifyJwt(
  token: string,
  key: JwtKeys,
  options: VerifyJwtOptions = {},
  onStep?: (step: JwtStep) => void,
): JwtClaims {
  const keys = listOf(key);

  const segments = splitJwt(token, options.maxLength);
  onStep?.({ name: "split", value: segments });

  const decoded = decodeSegments(segments, keys);
  onStep?.({ name: "decode", value: decoded });

  const alg = checkAlgorithm(decoded.header, keys);
  onStep?.({ name: "algorithm", value: alg });

  checkMac(segments, decoded, keys);
  onStep?.({ name: "mac", value: decoded.mac });

  const claims = parsePayload(decoded);
  checkClaims(claims, options);
  onStep?.({ name: "claims", value: claims });

  return claims;
}

function listOf(key: JwtKeys): readonly JwtKey[] {
  const keys = "alg" in key ? [key] : key;
  if (keys.length === 0) throw new TypeError("Cannot use JWT: no key is given");
  return keys;
}

/**
 * Until the MAC is checked, the header may be an attacker's. If it could choose
 * how to check, it would choose `none`. So the key says how, and the header has
 * to agree (RFC 8725 §3.1).
 */
function checkAlgorithm(
  header: DecodedJwt["header"],
  keys: readonly JwtKey[],
): string {
  const key = keys.find(({ alg }) => alg === header.alg);
  if (key === undefined) {
    throw new JwtError("algorithm", "no key of ours is for its algorithm");
  }
  // RFC 7515 §4.1.11: who doesn't understand an extension must refuse it. The
  // only registered one, `b64` (RFC 7797), is nothing without `crit`.
  if ("crit" in header || "b64" in header) {
    throw new JwtError("algorithm", "it needs an extension");
  }
  return key.alg;
}

/**
 * The rest of the header only tells which of our keys it was: no key is ever
 * taken, or fetched, from a token (RFC 8725 §3.10).
 */
function checkMac(
  [header, payload]: Segments,
  decoded: DecodedJwt,
  keys: readonly JwtKey[],
): void {
  const { alg, kid } = decoded.header;
  const key = keys.find((key) => key.alg === alg && key.kid === kid);
  if (key === undefined) {
    throw new JwtError("signature", "no key of ours has its kid");
  }
  if (!key.verify(`${header}.${payload}`, decoded.mac)) {
    throw new JwtError("signature", "its MAC is not the one of our key");
  }
}
