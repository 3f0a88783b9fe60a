/**
 * Base64 and base64url (RFC 4648 §4 and §5), by hand.
 *
 * Base64 writes any bytes with 64 harmless symbols. Three bytes are 24 bits,
 * 24 bits are four numbers of six bits, and each number has its symbol:
 *
 * ```text
 * bytes          M        a        n
 * bits           01001101 01100001 01101110
 * six at a time  010011 010110 000101 101110
 * numbers        19     22     5      46
 * symbols        T      W      F      u
 * ```
 *
 * One or two bytes at the end are filled up with zero bits and become two or
 * three symbols. Base64 adds `=` until there are four; base64url adds nothing.
 *
 * Decoding is strict. A lax decoder skips white space and ignores the bits that
 * were filled up, so it reads many texts as the same bytes. This one accepts
 * only what encoding writes, so that no token has a second spelling.
 *
 * `components/learn/base64/base64_steps.ts` does the same one step at a time.
 * This file is made to be fast, too.
 *
 * @module
 */
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The symbols in their order: the first is the number 0, the last is 63. */
export const ALPHABETS = {
  base64: `${LETTERS}0123456789+/`,
  // In a URL, `+` and `/` have a meaning. `-` and `_` have none.
  base64url: `${LETTERS}0123456789-_`,
};

export type Base64Variant = keyof typeof ALPHABETS;

/** Encodes bytes as base64, padded with `=`. */
export function encodeBase64(data: Uint8Array): string {
  return encode(data, "base64");
}

/** Encodes bytes as base64url without padding, as JWTs do (RFC 7515 §2). */
export function encodeBase64Url(data: Uint8Array): string {
  return encode(data, "base64url");
}

/**
 * Decodes what {@linkcode encodeBase64} writes.
 *
 * @throws {SyntaxError} If the text is anything else. The message says why.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return decode(text, "base64");
}

/**
 * Decodes what {@linkcode encodeBase64Url} writes.
 *
 * @throws {SyntaxError} As {@linkcode decodeBase64}
 *
 * @example There and back, and two texts that come close
 * ```ts
 * import { assertEquals, assertThrows } from "@std/assert";
 * import { decodeBase64Url, encodeBase64Url } from "./base64.ts";
 *
 * const bytes = new Uint8Array([255]);
 * assertEquals(encodeBase64Url(bytes), "_w");
 * assertEquals(decodeBase64Url("_w"), bytes);
 * assertThrows(() => decodeBase64Url("_x"), SyntaxError, "unused bits");
 * assertThrows(() => decodeBase64Url("_w=="), SyntaxError, "position 2");
 * ```
 */
export function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return decode(text, "base64url");
}

// All work is done in this memory, a chunk at a time. With new memory for each
// call, short data would take twice as long.
const CHUNK = 8192; // groups of three bytes, which are four symbols
const bytes = new Uint8Array(CHUNK * 3 + 1); // a group is read as four bytes
const ascii = new Uint8Array(CHUNK * 4 + 2); // the last may not be ASCII
const byteView = new DataView(bytes.buffer);
const asciiView = new DataView(ascii.buffer);
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const ZERO = "A".charCodeAt(0);
const TABLES = {
  base64: createTables("base64"),
  base64url: createTables("base64url"),
};

/** Tables for two symbols at once: for long data, a third faster than for one. */
function createTables(variant: Base64Variant) {
  const symbols = encoder.encode(ALPHABETS[variant]);
  // For each number of twelve bits its two symbols, as two bytes of ASCII.
  const pairs = new Uint16Array(64 * 64);
  // The way back: for any two bytes their number, or -1 if they have none.
  const numbers = new Int16Array(256 * 256).fill(-1);
  for (let number = 0; number < pairs.length; number++) {
    pairs[number] = symbols[number >> 6] << 8 | symbols[number & 63];
    numbers[pairs[number]] = number;
  }
  return { pairs, numbers };
}

function encode(data: Uint8Array, variant: Base64Variant): string {
  let text = "";
  for (let start = 0; start < data.length; start += CHUNK * 3) {
    const chunk = data.subarray(start, start + CHUNK * 3);
    bytes.set(chunk);
    bytes.fill(0, chunk.length, chunk.length + 2); // fills up the last group
    encodeGroups(chunk.length, TABLES[variant].pairs);
    text += decoder.decode(ascii.subarray(0, Math.ceil(chunk.length * 4 / 3)));
  }
  return variant === "base64"
    ? text.padEnd(Math.ceil(data.length / 3) * 4, "=")
    : text;
}

/** Turns `length` of the `bytes` into `ascii`. Within encode(), it is slower. */
function encodeGroups(length: number, pairs: Uint16Array): void {
  for (let b = 0, s = 0; b < length; b += 3, s += 4) {
    const bits = byteView.getInt32(b) >>> 8; // four bytes, without the last
    asciiView.setInt32(s, pairs[bits >>> 12] << 16 | pairs[bits & 0xfff]);
  }
}

function decode(text: string, variant: Base64Variant): Uint8Array<ArrayBuffer> {
  const isPadded = variant === "base64";
  let symbols = text;
  if (isPadded && text.endsWith("=")) {
    symbols = text.slice(0, text.endsWith("==") ? -2 : -1);
  }
  if (isPadded && text.length % 4 !== 0) {
    throw refusal(symbols, variant, "the padding is missing or too long");
  }
  if (symbols.length % 4 === 1) {
    throw refusal(symbols, variant, "a single symbol is left over");
  }
  if (symbols.length <= CHUNK * 4) { // for short ones, a third faster
    return bytes.slice(0, decodeChunk(symbols, 0, variant));
  }
  const data = new Uint8Array(Math.floor(symbols.length * 3 / 4));
  for (let start = 0; start < symbols.length; start += CHUNK * 4) {
    const length = decodeChunk(symbols, start, variant);
    data.set(bytes.subarray(0, length), start / 4 * 3);
  }
  return data;
}

/** Decodes the chunk at `start` into `bytes`. Returns how many they are. */
function decodeChunk(
  symbols: string,
  start: number,
  variant: Base64Variant,
): number {
  const chunk = symbols.slice(start, start + CHUNK * 4);
  // What isn't ASCII becomes bytes above 127, and no symbol has those.
  encoder.encodeInto(chunk, ascii);
  for (let s = chunk.length; s % 4 !== 0; s++) ascii[s] = ZERO;
  const isAllSymbols = decodeGroups(chunk.length, TABLES[variant].numbers);
  const length = Math.floor(chunk.length * 3 / 4);
  // In a short group, encoding filled up what follows its last byte with zeros.
  const unused = chunk.length % 4 === 0 ? 0 : bytes[length];
  if (!isAllSymbols || unused !== 0) throw refusal(symbols, variant);
  return length;
}

/** Turns `length` of `ascii` into `bytes`, if they are all symbols. */
function decodeGroups(length: number, numbers: Int16Array): boolean {
  let all = 0;
  for (let s = 0, b = 0; s < length; s += 4, b += 3) {
    const four = asciiView.getInt32(s);
    const bits = numbers[four >>> 16] << 12 | numbers[four & 0xffff];
    byteView.setInt32(b, bits << 8); // four bytes, of which the last is unused
    all |= bits;
  }
  return all >= 0; // a single -1 would have made it negative
}

/** Names the first character that isn't a symbol, or else another problem. */
function refusal(
  symbols: string,
  variant: Base64Variant,
  otherwise = "the unused bits at the end are not zero",
): SyntaxError {
  const alphabet = ALPHABETS[variant];
  const at = [...symbols].findIndex((symbol) => !alphabet.includes(symbol));
  const problem = at === -1
    ? otherwise
    : `${JSON.stringify(symbols[at])} at position ${at} is not a symbol`;
  return new SyntaxError(`Cannot decode input as ${variant}: ${problem}`);
}
