/**
 * Base64 one step at a time, to be looked at: the bytes, their bits, the bits
 * six at a time, the numbers that these are, their symbols, and the padding.
 *
 * It shares nothing but the alphabets with `lib/base64.ts`, and tests hold the
 * two against each other.
 *
 * @module
 */
import { ALPHABETS, type Base64Variant } from "../../../lib/base64.ts";

/** All that there is between bytes and text, in either direction. */
export interface Base64Steps {
  bytes: number[];
  /** The bytes as bits, eight each. */
  bits: string;
  /** How many zero bits at the end of `sixes` stand for nothing. */
  unusedBits: number;
  /** The bits six at a time, the last filled up with zeros. */
  sixes: string[];
  /** Each six as a number. */
  numbers: number[];
  /** Each number's symbol in the alphabet. */
  symbols: string[];
  /** What fills the last group of four. */
  padding: string;
  text: string;
}

/**
 * Encodes bytes and shows how.
 *
 * @example Usage
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { explainEncode } from "./base64_steps.ts";
 *
 * const steps = explainEncode(new TextEncoder().encode("M"), "base64");
 * assertEquals(steps.bits, "01001101");
 * assertEquals(steps.sixes, ["010011", "010000"]);
 * assertEquals(steps.numbers, [19, 16]);
 * assertEquals(steps.symbols, ["T", "Q"]);
 * assertEquals(steps.text, "TQ==");
 * ```
 */
export function explainEncode(
  data: Uint8Array,
  variant: Base64Variant,
): Base64Steps {
  const bytes = [...data];
  const bits = bytes.map((byte) => toBits(byte, 8)).join("");
  const sixes = inPieces(bits, 6).map((six) => six.padEnd(6, "0"));
  const numbers = sixes.map((six) => parseInt(six, 2));
  const symbols = numbers.map((number) => ALPHABETS[variant][number]);
  const padding = variant === "base64" ? missing(symbols) : "";
  return {
    bytes,
    bits,
    unusedBits: sixes.length * 6 - bits.length,
    sixes,
    numbers,
    symbols,
    padding,
    text: symbols.join("") + padding,
  };
}

/**
 * Decodes text and shows how: the same steps from the last to the first.
 *
 * @throws {SyntaxError} If it is not what {@linkcode explainEncode} gives
 *
 * @example Usage
 * ```ts
 * import { assertEquals, assertThrows } from "@std/assert";
 * import { explainDecode } from "./base64_steps.ts";
 *
 * const { numbers, bytes } = explainDecode("TQ", "base64url");
 * assertEquals(numbers, [19, 16]);
 * assertEquals(bytes, [77]);
 *
 * // 17 is 010001, of which only 01 is used.
 * assertThrows(() => explainDecode("TR", "base64url"), SyntaxError, "unused");
 * ```
 */
export function explainDecode(
  text: string,
  variant: Base64Variant,
): Base64Steps {
  const isPadded = variant === "base64";
  const padding = isPadded ? text.match(/={0,2}$/)![0] : "";
  const symbols = [...text.slice(0, text.length - padding.length)];
  const numbers = symbols.map((symbol) => ALPHABETS[variant].indexOf(symbol));
  const stranger = numbers.indexOf(-1);
  if (stranger !== -1) {
    throw refusal(variant, `position ${stranger} has no symbol`);
  }
  if (symbols.length % 4 === 1) {
    throw refusal(variant, "a single symbol has too few bits for a byte");
  }
  if (isPadded && padding !== missing(symbols)) {
    throw refusal(variant, "the padding does not fill the last group");
  }
  const sixes = numbers.map((number) => toBits(number, 6));
  const all = sixes.join("");
  const unusedBits = all.length % 8;
  const bits = all.slice(0, all.length - unusedBits);
  if (all.slice(bits.length).includes("1")) {
    throw refusal(variant, "the unused bits are not zero");
  }
  const bytes = inPieces(bits, 8).map((byte) => parseInt(byte, 2));
  return { bytes, bits, unusedBits, sixes, numbers, symbols, padding, text };
}

/** The padding that fills the last group of four. */
function missing(symbols: string[]): string {
  return "=".repeat((4 - symbols.length % 4) % 4);
}

function toBits(number: number, length: number): string {
  return number.toString(2).padStart(length, "0");
}

function inPieces(bits: string, length: number): string[] {
  return bits.match(new RegExp(`.{1,${length}}`, "g")) ?? [];
}

function refusal(variant: Base64Variant, problem: string): SyntaxError {
  return new SyntaxError(`Cannot decode input as ${variant}: ${problem}`);
}
