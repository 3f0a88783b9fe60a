/**
 * Which bytes of a UTF-8 text belong to which character, and which to none.
 *
 * @module
 */

import { decodeUtf8 } from "../../../lib/utf8.ts";
import { attempt } from "../input.ts";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Where each character begins that a decoder reads, or puts � for. */
export function findStarts(bytes: Uint8Array): number[] {
  let next = 0;
  return Array.from(decoder.decode(bytes), (character) => {
    const start = next;
    const point = character.codePointAt(0)!;
    if (character === "�") next += countReplaced(bytes.subarray(start));
    else next += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    return start;
  });
}

/** For how many bytes at the start a decoder puts a single �. */
function countReplaced(bytes: Uint8Array): number {
  return [1, 2, 3].findLast((length) =>
    length <= bytes.length &&
    decoder.decode(bytes.subarray(0, length)) === "�"
  )!;
}

/** The code point of a single character, or null if its bytes aren't UTF-8. */
export function readPoint(bytes: Uint8Array): number | null {
  return attempt(() => decodeUtf8(bytes).codePointAt(0)!).value;
}
