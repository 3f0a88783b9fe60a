/**
 * Text to bytes and back (RFC 3629), for tokens: strict, and fast when short.
 *
 * @module
 */
const encoder = new TextEncoder();
const memory = new Uint8Array(8192 * 3);

// Without `fatal`, bytes that aren't UTF-8 would turn into other characters;
// without `ignoreBOM`, a byte order mark would be dropped.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The bytes of a text, in memory that the next call overwrites: use them up at
 * once. New memory for each would take as long as hashing them.
 *
 * @example Usage
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { borrowUtf8 } from "./utf8.ts";
 *
 * assertEquals([...borrowUtf8("né")], [110, 195, 169]);
 * ```
 */
export function borrowUtf8(text: string): Uint8Array {
  if (text.length * 3 > memory.length) return encoder.encode(text);
  return memory.subarray(0, encoder.encodeInto(text, memory).written);
}

/**
 * The text of bytes.
 *
 * @throws {TypeError} If they aren't UTF-8
 *
 * @example Usage
 * ```ts
 * import { assertEquals, assertThrows } from "@std/assert";
 * import { decodeUtf8 } from "./utf8.ts";
 *
 * assertEquals(decodeUtf8(new Uint8Array([110, 195, 169])), "né");
 * assertThrows(() => decodeUtf8(new Uint8Array([195])), TypeError);
 * ```
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new TypeError("Cannot decode input as UTF-8");
  }
}
