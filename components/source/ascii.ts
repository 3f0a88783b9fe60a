/**
 * HTML without any character beyond ASCII.
 *
 * An engine keeps a text with one byte a character, or, if one of them asks for
 * it, all with two. A page with such a character takes twice the memory, and
 * several times the work to send.
 *
 * @module
 */

/**
 * Writes what is not ASCII as character references, which mean the same.
 *
 * @example Usage
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { toAscii } from "./ascii.ts";
 *
 * assertEquals(toAscii("<b>✓ ok</b>"), "<b>&#10003; ok</b>");
 * ```
 */
export function toAscii(html: string): string {
  const ascii = html.replace(
    /[^\0-\x7f]/gu,
    (character) => `&#${character.codePointAt(0)};`,
  );
  // What came of a wide text is wide itself, until it is read anew.
  return new TextDecoder().decode(new TextEncoder().encode(ascii));
}
