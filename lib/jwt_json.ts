/**
 * The JSON objects in a token, where nothing may be lost or mean two things.
 *
 * @module
 */

/**
 * Parses JSON that must be an object.
 *
 * RFC 7515 §4 lets a reader take the last of two members of the same name, as
 * `JSON.parse` does, or refuse both. Another reader takes the first: two
 * programs would see two different tokens. So they are refused, at any depth.
 *
 * @throws {SyntaxError} Without a word of the text in its message
 *
 * @example Usage
 * ```ts
 * import { assertEquals, assertThrows } from "@std/assert";
 * import { parseJsonObject } from "./jwt_json.ts";
 *
 * assertEquals(parseJsonObject('{"sub":"1"}'), { sub: "1" });
 * assertThrows(
 *   () => parseJsonObject('{"sub":"1","sub":"2"}'),
 *   SyntaxError,
 *   "same name",
 * );
 * ```
 */
export function parseJsonObject(json: string): Record<string, unknown> {
  const value = parse(json);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SyntaxError("it is JSON, but not an object");
  }
  // Mostly, JSON is as `stringify` writes it, and so nothing can have got lost.
  if (
    JSON.stringify(value) !== json && countColons(json) !== countMembers(value)
  ) {
    throw new SyntaxError("two members have the same name");
  }
  return value as Record<string, unknown>;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new SyntaxError("it is not JSON"); // the engine would quote the text
  }
}

/** The colons outside of strings: one for each member in the text. */
function countColons(json: string): number {
  let count = 0;
  let quoted = false;
  for (let i = 0; i < json.length; i++) {
    if (json[i] === "\\") i++;
    else if (json[i] === '"') quoted = !quoted;
    else if (json[i] === ":" && !quoted) count++;
  }
  return count;
}

/** The members that are left, at any depth. */
function countMembers(object: object): number {
  let count = 0;
  const rest: unknown[] = [object];
  while (rest.length > 0) { // a function that calls itself could go too deep
    const value = rest.pop();
    if (typeof value !== "object" || value === null) continue;
    const inner = Object.values(value);
    if (!Array.isArray(value)) count += inner.length;
    for (const value of inner) rest.push(value);
  }
  return count;
}

/**
 * Writes an object as JSON.
 *
 * @throws {TypeError} If something in it has no form in JSON, such as
 * `undefined`, `NaN` or a `Date`: `JSON.stringify` would drop or change it
 *
 * @example Usage
 * ```ts
 * import { assertEquals, assertThrows } from "@std/assert";
 * import { stringifyJsonObject } from "./jwt_json.ts";
 *
 * assertEquals(stringifyJsonObject({ sub: "1" }), '{"sub":"1"}');
 * assertThrows(() => stringifyJsonObject({ sub: undefined }), TypeError, "sub");
 * ```
 */
export function stringifyJsonObject(value: object): string {
  const json = JSON.stringify(value); // throws if it contains itself
  if (!isPlain(value)) {
    throw new TypeError("Cannot write as JSON: it is not a plain object");
  }
  checkMembers(value);
  return json;
}

function checkMembers(parent: object): void {
  const names = Object.keys(parent);
  if (Array.isArray(parent) && names.length !== parent.length) {
    throw new TypeError("Cannot write as JSON: an array has holes");
  }
  for (const name of names) {
    const value = (parent as Record<string, unknown>)[name];
    if (isScalar(value)) continue;
    if (!isPlain(value) && !Array.isArray(value)) {
      throw new TypeError(`Cannot write as JSON: ${name} has no form there`);
    }
    checkMembers(value);
  }
}

function isScalar(value: unknown): boolean {
  return typeof value === "string" || Number.isFinite(value) ||
    typeof value === "boolean" || value === null;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
