/**
 * Base64 one step at a time, to be looked at.
 *
 * It shares nothing but the alphabets with `lib/base64.ts`, and tests hold the
 * two against each other.
 *
 * @module
 */
import { ALPHABETS, type Base64Variant } from "../../../lib/base64.ts";

/** All that there is between bytes and text, from the first step to the last. */
export interface Base64Steps {
  /** Each byte as eight bits. */
  eights: string[];
  /** The same bits six at a time, the last filled up with zeros. */
  sixes: string[];
  /** Each six as a number. */
  numbers: number[];
  /** Each number's symbol in the alphabet. */
  symbols: string[];
  /** The symbols, and in base64 what fills the last group of four. */
  text: string;
}

/**
 * Encodes bytes and shows how. Decoding is the same from the last step to the
 * first.
 *
 * @example Usage
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { explainEncode } from "./base64_steps.ts";
 *
 * const steps = explainEncode(new TextEncoder().encode("M"), "base64");
 * assertEquals(steps.eights, ["01001101"]);
 * assertEquals(steps.sixes, ["010011", "010000"]);
 * assertEquals(steps.numbers, [19, 16]);
 * assertEquals(steps.symbols, ["T", "Q"]);
 * assertEquals(steps.text, "TQ==");
 * ```
 */
export function explainEncode(
  bytes: Uint8Array,
  variant: Base64Variant,
): Base64Steps {
  const eights = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0"));
  const sixes = (eights.join("").match(/.{1,6}/g) ?? [])
    .map((six) => six.padEnd(6, "0"));
  const numbers = sixes.map((six) => parseInt(six, 2));
  const symbols = numbers.map((number) => ALPHABETS[variant][number]);
  const padding = variant === "base64"
    ? "=".repeat((4 - symbols.length % 4) % 4)
    : "";
  return { eights, sixes, numbers, symbols, text: symbols.join("") + padding };
}
