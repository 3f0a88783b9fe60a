/**
 * Which bytes of a UTF-8 text belong to which character, and which to none.
 *
 * @module
 */

export interface Utf8Character {
  /** The number of its first byte, counted from 0. */
  start: number;
  bytes: Uint8Array;
  /** Null where the bytes aren't UTF-8. */
  point: number | null;
}

/** Where each character begins. */
export function findStarts(bytes: Uint8Array): number[] {
  const starts: number[] = [];
  for (let start = 0; start < bytes.length;) {
    starts.push(start);
    start += lengthAt(bytes, start).length;
  }
  return starts;
}

export function readCharacter(bytes: Uint8Array, start: number): Utf8Character {
  const { length, isValid } = lengthAt(bytes, start);
  const own = bytes.subarray(start, start + length);
  if (!isValid) return { start, bytes: own, point: null };
  let point = length === 1 ? own[0] : own[0] & 0x7f >> length;
  for (const byte of own.subarray(1)) point = point << 6 | byte & 0x3f;
  return { start, bytes: own, point };
}

/**
 * How many bytes are a character, or else are read as one U+FFFD: as many as
 * could have begun a character (Unicode, "maximal subpart").
 */
function lengthAt(
  bytes: Uint8Array,
  start: number,
): { length: number; isValid: boolean } {
  const first = bytes[start];
  if (first < 0x80) return { length: 1, isValid: true };
  const following = first >= 0xc2 && first <= 0xdf
    ? 1
    : first >= 0xe0 && first <= 0xef
    ? 2
    : first >= 0xf0 && first <= 0xf4
    ? 3
    : 0;
  if (following === 0) return { length: 1, isValid: false };
  // A character has one spelling, is no surrogate, and ends at U+10FFFF.
  let least = ({ 0xe0: 0xa0, 0xf0: 0x90 } as Record<number, number>)[first] ??
    0x80;
  let most = ({ 0xed: 0x9f, 0xf4: 0x8f } as Record<number, number>)[first] ??
    0xbf;
  for (let i = 1; i <= following; i++) {
    const byte = bytes[start + i];
    if (!(byte >= least && byte <= most)) return { length: i, isValid: false };
    [least, most] = [0x80, 0xbf];
  }
  return { length: following + 1, isValid: true };
}
