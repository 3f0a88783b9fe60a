/**
 * Bytes as hexadecimal digits.
 *
 * @module
 */

export function toHex(bytes: ArrayLike<number>): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"))
    .join(" ");
}

/**
 * Reads pairs of digits, with or without space between the bytes.
 *
 * @throws {SyntaxError} If it is anything else
 */
export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  const stranger = /[^0-9a-f\s]/iu.exec(text);
  if (stranger) {
    throw new SyntaxError(
      `“${stranger[0]}” at position ${
        stranger.index + 1
      } is no hexadecimal digit. They are 0 to 9 and a to f.`,
    );
  }
  const digits = text.replace(/\s+/g, "");
  if (digits.length % 2 === 1) {
    throw new SyntaxError("A byte has two digits: one is missing.");
  }
  return Uint8Array.from(
    digits.match(/../g) ?? [],
    (pair) => parseInt(pair, 16),
  );
}
