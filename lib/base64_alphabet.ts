/**
 * The alphabets of base64 and base64url, as tables for two symbols at a time.
 *
 * @module
 */

/** An alphabet of RFC 4648: 64 symbols, each for a number of six bits. */
export interface Alphabet {
  readonly name: "base64" | "base64url";
  /** Finds a character that is no symbol. */
  readonly stranger: RegExp;
  /** The two symbols of each number of twelve bits, as ASCII. */
  readonly pairs: Uint16Array;
  /** The way back from two bytes of text; -1 if one of them is no symbol. */
  readonly numbers: Int16Array;
}

/** RFC 4648 §4 */
export const BASE64 = createAlphabet("base64", "+/", /[^A-Za-z0-9+/]/);

/** RFC 4648 §5: `+` and `/` mean something in a URL, `-` and `_` don't. */
export const BASE64URL = createAlphabet("base64url", "-_", /[^A-Za-z0-9_-]/);

function createAlphabet(
  name: Alphabet["name"],
  ending: string,
  stranger: RegExp,
): Alphabet {
  const symbols =
    `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789${ending}`;
  const pairs = new Uint16Array(4096);
  const numbers = new Int16Array(256 * 256).fill(-1);
  for (let number = 0; number < 4096; number++) {
    pairs[number] = symbols.charCodeAt(number >> 6) << 8 |
      symbols.charCodeAt(number & 63);
    numbers[pairs[number]] = number;
  }
  return { name, stranger, pairs, numbers };
}
