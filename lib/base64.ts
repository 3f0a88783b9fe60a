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
 * A last group of one or two bytes is filled up with zero bits and makes two or
 * three symbols. Base64 pads it with `=` to four; base64url leaves it short.
 *
 * Decoding is strict. Many spellings could stand for the same bytes; only the
 * one that encoding writes is taken, so that no token has a second form.
 *
 * `base64_steps.ts` does the same one step at a time. Here, for speed, one look
 * into a table of `base64_alphabet.ts` turns twelve bits into two symbols, or
 * two symbols into twelve bits.
 *
 * @module
 */
import { type Alphabet, BASE64, BASE64URL } from "./base64_alphabet.ts";

// All work goes through these two, a chunk at a time: they stay in the
// processor's cache, and no call needs more memory than its result.
const CHUNK = 8192; // groups
const bytes = new Uint8Array(CHUNK * 3 + 1);
const symbols = new Uint8Array(CHUNK * 4);
const byteBits = new DataView(bytes.buffer);
const symbolBits = new DataView(symbols.buffer);

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const PADDING = "=".charCodeAt(0);
const ZERO = "A".charCodeAt(0);

/**
 * Encodes bytes as base64, padded with `=` (RFC 4648 §4).
 *
 * @example Usage
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encodeBase64 } from "./base64.ts";
 *
 * assertEquals(encodeBase64(new TextEncoder().encode("Ma")), "TWE=");
 * ```
 */
export function encodeBase64(data: Uint8Array): string {
  return encode(data, BASE64, true);
}

/**
 * Encodes bytes as base64url (RFC 4648 §5) without padding, which is how every
 * part of a JWT is written (RFC 7515 §2).
 *
 * @example Usage
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encodeBase64Url } from "./base64.ts";
 *
 * assertEquals(encodeBase64Url(new Uint8Array([251, 255])), "-_8");
 * ```
 */
export function encodeBase64Url(data: Uint8Array): string {
  return encode(data, BASE64URL, false);
}

/** How to decode. */
export interface DecodeOptions {
  /**
   * Memory for the result, which is then a view of its beginning. For a few
   * bytes, new memory costs more time than decoding. After an error, it may
   * hold anything.
   */
  into?: Uint8Array<ArrayBuffer>;
}

/**
 * Decodes what {@linkcode encodeBase64} writes, and nothing else.
 *
 * @throws {SyntaxError} If it isn't that: says what is wrong, and where
 * @throws {RangeError} If `into` is too small
 *
 * @example Usage
 * ```ts
 * import { assertEquals, assertThrows } from "@std/assert";
 * import { decodeBase64 } from "./base64.ts";
 *
 * assertEquals(decodeBase64("TWE="), new TextEncoder().encode("Ma"));
 * assertThrows(() => decodeBase64("TWE"), SyntaxError, "padding");
 * ```
 */
export function decodeBase64(
  text: string,
  { into }: DecodeOptions = {},
): Uint8Array<ArrayBuffer> {
  return decode(text, BASE64, true, into);
}

/**
 * Decodes what {@linkcode encodeBase64Url} writes, and nothing else; or, with
 * the padding "required", the same in its padded form.
 *
 * @throws {SyntaxError} If it isn't that: says what is wrong, and where
 * @throws {RangeError} If `into` is too small
 *
 * @example One spelling is taken, though others come close
 * ```ts
 * import { assertEquals, assertThrows } from "@std/assert";
 * import { decodeBase64Url } from "./base64.ts";
 *
 * assertEquals(decodeBase64Url("_w"), new Uint8Array([255]));
 * assertThrows(() => decodeBase64Url("_x"), SyntaxError, "position 1");
 * assertThrows(() => decodeBase64Url("_w=="), SyntaxError, "position 2");
 * decodeBase64Url("_w==", { padding: "required" });
 * ```
 */
export function decodeBase64Url(
  text: string,
  { padding = "forbidden", into }: DecodeOptions & {
    padding?: "forbidden" | "required";
  } = {},
): Uint8Array<ArrayBuffer> {
  return decode(text, BASE64URL, padding === "required", into);
}

function encode(
  data: Uint8Array,
  alphabet: Alphabet,
  padded: boolean,
): string {
  let text = "";
  for (let start = 0; start < data.length; start += CHUNK * 3) {
    const chunk = data.subarray(start, start + CHUNK * 3);
    bytes.set(chunk);
    bytes.fill(0, chunk.length, chunk.length + 2);
    for (let b = 0, s = 0; b < chunk.length; b += 3, s += 4) {
      encodeGroup(b, s, alphabet);
    }
    let length = Math.ceil(chunk.length * 4 / 3);
    while (padded && length % 4 !== 0) symbols[length++] = PADDING;
    text += decoder.decode(symbols.subarray(0, length));
  }
  return text;
}

// Each group is coded in a function of its own: that, too, makes it faster.

/** Three bytes from `b` on become four symbols at `s`. */
function encodeGroup(b: number, s: number, { pairs }: Alphabet): void {
  const bits = byteBits.getInt32(b); // of four bytes, the last unused
  symbolBits.setInt32(
    s,
    pairs[bits >>> 20] << 16 | pairs[bits >> 8 & 0xfff],
  );
}

function decode(
  text: string,
  alphabet: Alphabet,
  padded: boolean,
  into?: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  let end = text.length; // of the symbols
  if (padded && text[end - 1] === "=") end--;
  if (padded && text[end - 1] === "=") end--;
  if (padded && text.length % 4 !== 0) {
    throw refusal(text, end, alphabet, "isn't followed by its padding");
  }
  if (end % 4 === 1) {
    throw refusal(text, end, alphabet, "stands alone in its group");
  }
  if (into === undefined && end <= CHUNK * 4) { // the quickest new memory
    return bytes.slice(0, decodeChunk(text, 0, end, alphabet));
  }
  const length = Math.floor(end * 3 / 4);
  const data = into?.subarray(0, length) ?? new Uint8Array(length);
  if (data.length < length) {
    throw new RangeError(`Cannot decode ${length} bytes into ${data.length}`);
  }
  for (let start = 0; start < end; start += CHUNK * 4) {
    const count = decodeChunk(text, start, end, alphabet);
    data.set(bytes.subarray(0, count), start / 4 * 3);
  }
  return data;
}

/** Decodes the chunk from `start` into `bytes`; returns how many they are. */
function decodeChunk(
  text: string,
  start: number,
  end: number,
  alphabet: Alphabet,
): number {
  const chunk = text.slice(start, Math.min(start + CHUNK * 4, end));
  if (!fillSymbols(chunk)) throw refusal(text, end, alphabet);
  for (let s = chunk.length; s % 4 !== 0; s++) symbols[s] = ZERO;
  let all = 0;
  for (let b = 0, s = 0; s < chunk.length; b += 3, s += 4) {
    all |= decodeGroup(b, s, alphabet);
  }
  const count = Math.floor(chunk.length * 3 / 4);
  // Of a short group, what follows the last byte encoding had filled with zeros.
  const unused = chunk.length % 4 === 0 ? 0 : bytes[count];
  if (all < 0 || unused !== 0) throw refusal(text, end, alphabet);
  return count;
}

/** Four symbols at `s` become three bytes from `b` on; returns their bits. */
function decodeGroup(b: number, s: number, { numbers }: Alphabet): number {
  const four = symbolBits.getInt32(s);
  const bits = numbers[four >>> 16] << 12 | numbers[four & 0xffff];
  byteBits.setInt32(b, bits << 8);
  return bits; // below zero if a symbol is not in the alphabet
}

/** Fills `symbols`; false if the text doesn't have one byte a character. */
function fillSymbols(text: string): boolean {
  if (text.length > 64) {
    return encoder.encodeInto(text, symbols).written === text.length;
  }
  let all = 0; // for a short text, a loop is cheaper than a call
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    symbols[i] = code;
    all |= code;
  }
  return all < 128;
}

/** What is wrong: the first character that isn't a symbol, or else the last. */
function refusal(
  text: string,
  end: number,
  { name, stranger }: Alphabet,
  otherwise = "has unused bits that aren't zero",
): SyntaxError {
  const at = text.slice(0, Math.max(end, 1)).search(stranger);
  const problem = at !== -1
    ? `${JSON.stringify(text[at])} at position ${at} has no place there`
    : `the last symbol, at position ${end - 1}, ${otherwise}`;
  return new SyntaxError(`Cannot decode input as ${name}: ${problem}`);
}
