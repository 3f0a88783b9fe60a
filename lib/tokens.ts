/**
 * Session tokens: what a browser keeps to say whose session it is.
 *
 * @module
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { encodeBase64Url } from "./base64.ts";

/** A new token: 256 random bits in base64url, 43 characters. */
export function generateToken(): string {
  return encodeBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/**
 * SHA-256 of a token, in hexadecimal: what the database keeps, so that who
 * reads it can't log in. A token is random already; it needs no salt and no
 * slow hash as a password does.
 */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/**
 * Whether two strings are the same, in a time that depends on their length
 * alone: it must not tell how many of the first characters were right.
 *
 * @example
 * ```ts
 * import { assert, assertFalse } from "@std/assert";
 * import { equalInConstantTime } from "./tokens.ts";
 *
 * assert(equalInConstantTime("abc", "abc"));
 * assertFalse(equalInConstantTime("abc", "abd"));
 * assertFalse(equalInConstantTime("abc", "abcd"));
 * ```
 */
export function equalInConstantTime(a: string, b: string): boolean {
  const encoder = new TextEncoder();
  const [x, y] = [encoder.encode(a), encoder.encode(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
