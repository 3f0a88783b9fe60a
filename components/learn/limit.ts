/**
 * How much the learning pages take.
 *
 * @module
 */

/** Bytes; a character may have up to four. */
export const LIMIT = 64 * 1024;

/** What to say to an input of so many bytes, or null if it is welcome. */
export function refuseSize(bytes: number): string | null {
  if (bytes <= LIMIT) return null;
  const [has, most] = [bytes, LIMIT].map((n) => n.toLocaleString("en"));
  return `That is ${has} bytes. This page takes up to ${most}.`;
}
