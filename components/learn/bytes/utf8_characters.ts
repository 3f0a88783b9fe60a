/**
 * Which bytes of a UTF-8 text belong to which character, and which to none.
 *
 * @module
 */

export interface Utf8Character {
  bytes: Uint8Array;
  /** Null where the bytes aren't UTF-8. */
  point: number | null;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The characters of a text, with the bytes of each, as a decoder reads them. */
export function readCharacters(bytes: Uint8Array): Utf8Character[] {
  let rest = bytes;
  return Array.from(decoder.decode(bytes), (character) => {
    const own = character === "�"
      ? takeReplaced(rest)
      : rest.subarray(0, encoder.encode(character).length);
    rest = rest.subarray(own.length);
    // � is a character, too. As one, it has three bytes, and 0xef is the first.
    const isValid = character !== "�" || (own.length === 3 && own[0] === 0xef);
    return { bytes: own, point: isValid ? character.codePointAt(0)! : null };
  });
}

/** The bytes at the start for which a decoder puts a single �. */
function takeReplaced(bytes: Uint8Array): Uint8Array {
  return [3, 2, 1].map((length) => bytes.subarray(0, length))
    .find((bytes) => decoder.decode(bytes) === "�")!;
}
