import { createHash, timingSafeEqual } from "node:crypto";
import { encodeBase64Url } from "./base64.ts";

/** A new session token: 256 random bits in base64url, 43 characters. */
export function generateToken(): string {
  return encodeBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/**
 * The SHA-256 of a token, in hexadecimal. If the database keeps only this, nobody
 * who reads it can log in. A password needs a slow hash with a salt, because
 * people choose passwords that can be guessed. A token is random already.
 */
export function hashToken(token: string): string {
  return sha256(token);
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * Whether two strings are the same. A comparison that stops at the first
 * difference would tell by its time how many characters were right.
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
