/**
 * Tokens with one character changed, and who notices.
 *
 * @module
 */
import { ALPHABETS } from "../../../lib/base64.ts";
import type { JwtStep } from "../../../lib/jwt.ts";

const SYMBOLS = ALPHABETS.base64url;

/** The text with another symbol of base64url at `position`. */
export function changeAt(text: string, position: number): string {
  // What is no symbol, a dot too, becomes the first.
  const symbol = SYMBOLS[(SYMBOLS.indexOf(text[position]) + 1) % 64];
  return text.slice(0, position) + symbol + text.slice(position + 1);
}

/** In which segment of a token a position is, in words. */
export function segmentAt(token: string, position: number): string {
  if (token[position] === ".") return "a dot between segments";
  const dots = token.slice(0, position).split(".").length - 1;
  return ["the header", "the payload", "the MAC"][dots] ?? "too much";
}

/** How many of all one-character changes each step catches. */
export function countCatches(
  token: string,
  catcher: (token: string) => JwtStep["name"] | null,
): Map<JwtStep["name"] | null, number> {
  const counts = new Map<JwtStep["name"] | null, number>();
  for (let i = 0; i < token.length; i++) {
    const step = catcher(changeAt(token, i));
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  return counts;
}
