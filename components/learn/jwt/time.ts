/**
 * Times of claims in words.
 *
 * @module
 */

/** Seconds since the epoch as a date, or null if that is none. */
export function dateOf(seconds: unknown): string | null {
  if (typeof seconds !== "number") return null;
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return null;
  return date.toISOString().replace("T", " ").replace(/\.\d+Z$/, " UTC");
}

/** How far away a time is: "in 9 min 59 s", "1 h 0 min ago". */
export function distance(seconds: number, now: number): string {
  const away = Math.abs(Math.round(seconds - now));
  const units: [string, number][] = [["d", 86400], ["h", 3600], ["min", 60]];
  const [unit, size] = units.find(([, size]) => away >= size) ?? ["s", 1];
  const small = { d: 3600, h: 60, min: 1, s: 1 }[unit]!;
  const smallName = { d: "h", h: "min", min: "s", s: "" }[unit];
  const rest = Math.floor(away % size / small);
  const text = `${Math.floor(away / size)} ${unit}` +
    (smallName ? ` ${rest} ${smallName}` : "");
  return seconds > now ? `in ${text}` : `${text} ago`;
}
