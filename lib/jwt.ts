/**
 * JSON Web Tokens (RFC 7519), signed with an HMAC (RFC 7515), by hand.
 *
 * ```text
 * eyJhbGciOiJIUzI1NiIs…  .  eyJzdWIiOiIxMiIsImV4cCI6…  .  c9Yw3nLsKq4Xb0Q8fJ…
 * header: {"alg":"HS256",…}  payload: {"sub":"12","exp":…}  MAC of both
 * ```
 *
 * Each segment is base64url, which hides nothing: anyone who has a JWT can read
 * it. The MAC (message authentication code) is a fingerprint of the header and
 * the payload. Only someone with the secret key can make or check it. So a
 * server can believe what it once signed, without having stored it.
 *
 * {@linkcode verifyJwt} takes five steps. The first that fails refuses the JWT:
 *
 * 1. split: there are three segments, and not too many characters.
 * 2. decode: each segment is base64url, and the header is JSON.
 * 3. algorithm: the header names the one that our key is for.
 * 4. mac: it is the one that our key makes of the header and the payload.
 * 5. claims: the payload can be believed now. It is for us, and still good.
 *
 * @module
 */
import { decodeBase64Url, encodeBase64Url } from "./base64.ts";
import {
  checkClaims,
  checkOptions,
  findMistyped,
  type JwtClaims,
  JwtError,
  type VerifyJwtOptions,
} from "./jwt_claims.ts";
import { parseJsonObject, stringifyJsonObject } from "./jwt_json.ts";
import type { JwtKey } from "./jwt_key.ts";
import { borrowUtf8, decodeUtf8 } from "./utf8.ts";

export {
  type JwtClaims,
  JwtError,
  type JwtErrorCode,
  type VerifyJwtOptions,
} from "./jwt_claims.ts";
export { importJwtKey, type JwtAlgorithm, type JwtKey } from "./jwt_key.ts";

const MAX_LENGTH = 8192; // characters: a cookie holds half as many

/**
 * Signs claims. It adds none: a JWT without `exp` is good for ever.
 *
 * @throws {TypeError} If a claim has the wrong type, or no form in JSON
 *
 * @example Sign and verify
 * ```ts
 * import { assertEquals, assertThrows } from "@std/assert";
 * import { importJwtKey, JwtError, signJwt, verifyJwt } from "./jwt.ts";
 *
 * const key = importJwtKey(crypto.getRandomValues(new Uint8Array(32)));
 * const jwt = signJwt({ sub: "12", exp: 1000 }, key);
 * assertEquals(verifyJwt(jwt, key, { now: 999 }).sub, "12");
 *
 * const tooLate = () => verifyJwt(jwt, key, { now: 1000 });
 * assertEquals(assertThrows(tooLate, JwtError).code, "expired");
 * ```
 */
export function signJwt(claims: JwtClaims, key: JwtKey): string {
  const mistyped = findMistyped(claims);
  if (mistyped !== undefined) {
    throw new TypeError(`Cannot sign JWT: ${mistyped} has the wrong type`);
  }
  const json = stringifyJsonObject(claims);
  const payload = encodeBase64Url(borrowUtf8(json));
  const signed = `${key.headerSegment}.${payload}`;
  return `${signed}.${encodeBase64Url(key.sign(signed))}`;
}

/** What stands between the dots. */
type Segments = [header: string, payload: string, mac: string];

/** What the segments stand for. */
interface DecodedJwt {
  header: Readonly<Record<string, unknown>>;
  payload: string; // should be JSON: parsed after the MAC has been checked
  mac: Uint8Array;
}

/** A step that a JWT has passed, and what was found there. */
export type JwtStep =
  | { name: "split"; value: Segments }
  | { name: "decode"; value: DecodedJwt }
  | { name: "algorithm"; value: string }
  | { name: "mac"; value: Uint8Array }
  | { name: "claims"; value: JwtClaims };

/**
 * Returns the claims of a JWT that our key has signed and that is good now.
 *
 * @param onStep Called after each step that is passed, to watch it
 * @throws {JwtError} If the JWT is refused
 * @throws {RangeError} If an option is not a finite number
 */
export function verifyJwt(
  jwt: string,
  key: JwtKey,
  options: VerifyJwtOptions = {},
  onStep?: (step: JwtStep) => void,
): JwtClaims {
  checkOptions(options);

  const segments = splitJwt(jwt);
  onStep?.({ name: "split", value: segments });

  const decoded = decodeSegments(segments, key);
  onStep?.({ name: "decode", value: decoded });

  // An attacker may have written the header. If it decided how to check, it
  // would say `none`: don't. So our key decides, and the header has to agree
  // (RFC 8725 §3.1). It can't bring or name another key either (§3.10).
  const { header, mac } = decoded;
  if (header.alg !== key.alg) {
    throw new JwtError("algorithm", "our key is for another algorithm");
  }
  // Extensions that we don't know must be refused (RFC 7515 §4.1.11): we know
  // none. `b64` (RFC 7797) is one, even if `crit` doesn't list it.
  if ("crit" in header || "b64" in header) {
    throw new JwtError("algorithm", "it needs an extension");
  }
  onStep?.({ name: "algorithm", value: key.alg });

  const signed = `${segments[0]}.${segments[1]}`;
  if (!key.verify(signed, mac)) {
    throw new JwtError("signature", "our key makes another MAC");
  }
  onStep?.({ name: "mac", value: mac });

  const claims = parsePayload(decoded);
  checkClaims(claims, options);
  onStep?.({ name: "claims", value: claims });

  return claims;
}

/**
 * Reads a JWT *without* verifying it, to show it. Anyone can write one that says
 * anything, so nothing may ever depend on the result.
 *
 * @throws {JwtError} If it can't be read
 */
export function decodeJwt(jwt: string): {
  unverifiedHeader: Readonly<Record<string, unknown>>;
  unverifiedClaims: Readonly<Record<string, unknown>>;
} {
  const decoded = decodeSegments(splitJwt(jwt));
  return {
    unverifiedHeader: decoded.header,
    unverifiedClaims: parsePayload(decoded),
  };
}

function splitJwt(jwt: string): Segments {
  if (typeof jwt !== "string") {
    throw new JwtError("malformed", "it is not a string");
  }
  if (jwt.length > MAX_LENGTH) {
    throw new JwtError("malformed", `it is longer than ${MAX_LENGTH}`);
  }
  const segments = jwt.split(".", 4);
  if (segments.length !== 3) {
    throw new JwtError("malformed", "it does not have three segments");
  }
  return segments as Segments;
}

function decodeSegments(
  [header, payload, mac]: Segments,
  key?: JwtKey,
): DecodedJwt {
  return {
    // Nearly always it is our key's header: verifying is a fifth faster so.
    header: header === key?.headerSegment
      ? key.header
      : attempt("header", () => parseJsonObject(toText(header))),
    payload: attempt("payload", () => toText(payload)),
    mac: attempt("MAC", () => decodeBase64Url(mac)),
  };
}

const toText = (segment: string) => decodeUtf8(decodeBase64Url(segment));

function parsePayload({ payload }: DecodedJwt): JwtClaims {
  return attempt("payload", () => parseJsonObject(payload));
}

function attempt<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new JwtError("malformed", `the ${name}: ${(error as Error).message}`);
  }
}
