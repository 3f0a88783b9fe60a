/**
 * Reading a JWT (RFC 7519 §7.2), before anything in it can be believed.
 *
 * @module
 */
import { decodeBase64Url } from "./base64.ts";
import type { JwtClaims } from "./jwt_claims.ts";
import { JwtError } from "./jwt_error.ts";
import { parseJsonObject } from "./jwt_json.ts";
import type { JwtKey } from "./jwt_key.ts";
import { decodeUtf8 } from "./utf8.ts";

/** What stands between the dots. */
export type Segments = readonly [header: string, payload: string, mac: string];

/** What the segments stand for. */
export interface DecodedJwt {
  header: Readonly<Record<string, unknown>>;
  /** JSON, if all is well: it is parsed once the MAC has been checked. */
  payload: string;
  mac: Uint8Array;
}

/**
 * Reads a token *without* verifying it, to show it. Anyone can write one that
 * says anything: nothing may ever depend on the result.
 *
 * @throws {JwtError} If it can't be read
 *
 * @example Usage
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decodeJwt } from "./jwt.ts";
 *
 * const { unverifiedHeader, unverifiedClaims } = decodeJwt(
 *   "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMiJ9.",
 * );
 * assertEquals(unverifiedHeader, { alg: "none" });
 * assertEquals(unverifiedClaims, { sub: "12" });
 * ```
 */
export function decodeJwt(token: string): {
  unverifiedHeader: Readonly<Record<string, unknown>>;
  unverifiedClaims: Readonly<Record<string, unknown>>;
} {
  const decoded = decodeSegments(splitJwt(token));
  return {
    unverifiedHeader: decoded.header,
    unverifiedClaims: parsePayload(decoded),
  };
}

/** Splits a token, unless it is too long to look at. */
export function splitJwt(token: string, maxLength = 8192): Segments {
  if (typeof token !== "string") {
    throw new JwtError("malformed", "it is not a string");
  }
  if (!(token.length <= maxLength)) {
    throw new JwtError("malformed", `it is longer than ${maxLength}`);
  }
  const [header, payload, mac, ...more] = token.split(".", 4);
  if (mac === undefined || more.length > 0) {
    throw new JwtError("malformed", "it does not have three segments");
  }
  return [header, payload, mac];
}

/**
 * Decodes each segment, and parses the header.
 *
 * @param keys Keys whose headers need no parsing
 */
export function decodeSegments(
  [header, payload, mac]: Segments,
  keys: readonly JwtKey[] = [],
): DecodedJwt {
  const key = keys.find(({ headerSegment }) => headerSegment === header);
  return {
    header: key?.header ??
      attempt("header", () => parseJsonObject(decodeText(header))),
    payload: attempt("payload", () => decodeText(payload)),
    mac: attempt("MAC", () => decodeBase64Url(mac)),
  };
}

/** Parses the payload, which must be a JSON object. */
export function parsePayload({ payload }: DecodedJwt): JwtClaims {
  return attempt("payload", () => parseJsonObject(payload));
}

// Bytes on their way to text. New memory for each takes longer than all the
// rest of decoding it.
const memory = new Uint8Array(8192);

function decodeText(segment: string): string {
  const options = segment.length > memory.length ? {} : { into: memory };
  return decodeUtf8(decodeBase64Url(segment, options));
}

function attempt<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new JwtError("malformed", `the ${name}: ${(error as Error).message}`);
  }
}
