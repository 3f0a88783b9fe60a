/**
 * Characters in words.
 *
 * @module
 */

/** The control characters of ASCII from 0 to 31; 127 is another. */
const CONTROLS =
  "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US"
    .split(" ");

/** What to show for a code point: itself, or its name if it has no shape. */
export function glyphOf(point: number): string {
  if (point === 127) return "DEL";
  if (point === 32) return "SP";
  return CONTROLS[point] ?? String.fromCodePoint(point);
}

export function isControl(point: number): boolean {
  return point < 32 || point === 127;
}

/** As Unicode writes it: `U+0041`. */
export function nameOf(point: number): string {
  return `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
}

const SHORT: Record<number, string> = {
  0: "\\0",
  8: "\\b",
  9: "\\t",
  10: "\\n",
  11: "\\v",
  12: "\\f",
  13: "\\r",
  92: "\\\\",
};

/** How JavaScript code writes it with an escape. */
export function escapeOf(point: number): string {
  return SHORT[point] ??
    (point < 0x80
      ? `\\x${point.toString(16).padStart(2, "0")}`
      : `\\u{${point.toString(16)}}`);
}
