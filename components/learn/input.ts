/**
 * What is typed into the learning pages.
 *
 * @module
 */

/** How many bytes a page takes; a character may have up to four. */
export const LIMIT = 64 * 1024;

/** Throws if an input is too long for a page that shows all of it. */
export function checkSize(bytes: number): void {
  if (bytes <= LIMIT) return;
  const [has, most] = [bytes, LIMIT].map((n) => n.toLocaleString("en"));
  throw new RangeError(`That is ${has} bytes. This page takes up to ${most}.`);
}

/** What `read` makes of an input, or in words why it can't. */
export function attempt<T>(
  read: () => T,
): { value: T; problem: null } | { value: null; problem: string } {
  try {
    return { value: read(), problem: null };
  } catch (error) {
    return { value: null, problem: (error as Error).message };
  }
}
