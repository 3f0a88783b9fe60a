/**
 * What is typed into the page about base64.
 *
 * @module
 */
import {
  decodeBase64,
  decodeBase64Url,
  encodeBase64,
  encodeBase64Url,
} from "../../../lib/base64.ts";
import { decodeUtf8 } from "../../../lib/utf8.ts";
import { refuseSize } from "../limit.ts";

/** What the input is: text to encode, or one of the two to decode. */
export type Direction = "encode" | "base64" | "base64url";

const encoder = new TextEncoder();

/** The bytes of an input, or what is wrong with it. */
export function readInput(input: string, direction: Direction) {
  const empty = new Uint8Array();
  const problem = refuseSize(
    direction === "encode"
      ? encoder.encode(input).length
      : Math.floor(input.replace(/={1,2}$/, "").length * 3 / 4),
  );
  if (problem !== null) return { bytes: empty, problem };
  try {
    const bytes = direction === "encode"
      ? encoder.encode(input)
      : direction === "base64"
      ? decodeBase64(input)
      : decodeBase64Url(input);
    return { bytes, problem: null };
  } catch (error) {
    return { bytes: empty, problem: (error as Error).message };
  }
}

/** The bytes as input for a direction; null if they aren't text. */
export function writeInput(
  bytes: Uint8Array,
  direction: Direction,
): string | null {
  if (direction === "base64") return encodeBase64(bytes);
  if (direction === "base64url") return encodeBase64Url(bytes);
  try {
    return decodeUtf8(bytes);
  } catch {
    return null;
  }
}
