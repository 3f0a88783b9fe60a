/**
 * JSON that means one thing: no two parsers may read it differently, and
 * nothing may get lost on the way.
 *
 * @module
 */

const encoder = new TextEncoder();
// `fatal` refuses bytes that aren't UTF-8; `ignoreBOM` keeps a byte order mark,
// which JSON doesn't allow, from being dropped unseen.
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function parseJsonObject(bytes: Uint8Array): Record<string, unknown> {
  let text: string, value: unknown;
  try {
    text = decoder.decode(bytes);
    value = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    throw new SyntaxError("is not JSON in UTF-8");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SyntaxError("is not a JSON object");
  }
  if (countColons(text) !== countMembers(value)) {
    throw new SyntaxError("names a member twice");
  }
  return value as Record<string, unknown>;
}

function countColons(json: string): number {
  let colons = 0;
  let quoted = false;
  for (let i = 0; i < json.length; i++) {
    const character = json.charCodeAt(i);
    if (character === 92) i++;
    else if (character === 34) quoted = !quoted;
    else if (character === 58 && !quoted) colons++;
  }
  return colons;
}

function countMembers(value: object): number {
  let members = 0;
  const rest: unknown[] = [value];
  for (let next; (next = rest.pop()) !== undefined;) {
    if (typeof next !== "object" || next === null) continue;
    const inner = Object.values(next);
    if (!Array.isArray(next)) members += inner.length;
    for (const v of inner) rest.push(v);
  }
  return members;
}

export function encodeJsonObject(value: object): Uint8Array {
  const text = JSON.stringify(value);
  checkValue(value, "");
  return encoder.encode(text);
}

function checkValue(value: unknown, path: string): void {
  if (value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)) return;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) checkValue(value[i], `${path}[${i}]`);
    return;
  }
  if (typeof value !== "object") throw new TypeError(`Cannot`);
  const p = Object.getPrototypeOf(value);
  if (p !== Object.prototype && p !== null) throw new TypeError(`Cannot`);
  for (const key of Object.keys(value as object)) checkValue((value as Record<string, unknown>)[key], `${path}.${key}`);
}
