/**
 * Parses JSON that must be an object.
 *
 * Where two members have the same name, `JSON.parse` takes the last one; other
 * parsers take the first. Two programs would see two different JWTs. So they are
 * refused, at any depth, as RFC 7515 §4 allows.
 *
 * @throws {SyntaxError} Its message has no word of the text
 */
export function parseJsonObject(json: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new SyntaxError("it is not JSON"); // the engine would quote the text
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SyntaxError("it is JSON, but not an object");
  }
  if (countColons(json) !== countMembers(value)) {
    throw new SyntaxError("two members have the same name");
  }
  return value as Record<string, unknown>;
}

/** @throws {TypeError} If `JSON.stringify` would leave out an `undefined` */
export function stringifyJsonObject(object: object): string {
  const json = JSON.stringify(object);
  if (countColons(json) !== countMembers(object)) {
    throw new TypeError("Cannot write as JSON: a member has no form there");
  }
  return json;
}

/** Counts the colons outside of strings: each member in the text has one. */
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

/** Counts the members that are left after parsing, at any depth. */
function countMembers(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inner = Object.values(value);
  let count = Array.isArray(value) ? 0 : inner.length;
  for (const value of inner) count += countMembers(value);
  return count;
}
