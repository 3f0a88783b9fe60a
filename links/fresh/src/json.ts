/**
 * Island props as JSON: all that JSON has, and what it lacks. The values stand
 * in a list and refer to each other by their place in it, so that a signal (or
 * any object) that occurs twice is one value on the other side as well.
 *
 * @module
 */

/** Stands for JSX, which the browser finds in the page. */
export class SlotRef {
  constructor(readonly id: number) {}
}

interface SignalLike {
  peek(): unknown;
  value: unknown;
}

export const isSignal = (it: unknown): it is SignalLike =>
  typeof it === "object" && it !== null && "value" in it && "peek" in it;

// deno-lint-ignore no-explicit-any
type Convert<Result> = (it: any) => Result;

/** What is not JSON and holds no other values: a test, to JSON, and back. */
const PLAIN: Record<
  string,
  [is: Convert<boolean>, toJson: Convert<unknown>, fromJson: Convert<unknown>]
> = {
  undefined: [(it) => it === undefined, () => 0, () => undefined],
  number: [
    (it) => typeof it === "number",
    (it) => Object.is(it, -0) ? "-0" : String(it),
    Number,
  ],
  bigint: [(it) => typeof it === "bigint", String, BigInt],
  date: [
    (it) => it instanceof Date,
    (it) => it.getTime(),
    (ms) => new Date(ms ?? NaN),
  ],
  url: [(it) => it instanceof URL, String, (href) => new URL(href)],
  regexp: [
    (it) => it instanceof RegExp,
    (it) => [it.source, it.flags],
    ([source, flags]) => new RegExp(source, flags),
  ],
  bytes: [
    (it) => it instanceof Uint8Array,
    Array.from,
    (it) => new Uint8Array(it),
  ],
  slot: [(it) => it instanceof SlotRef, (it) => it.id, (id) => new SlotRef(id)],
};

const PLAIN_TYPES = /* @__PURE__ */ Object.entries(PLAIN);

const isJson = (it: unknown) =>
  it === null || typeof it === "string" || typeof it === "boolean" ||
  Number.isFinite(it) && !Object.is(it, -0);

/** The JSON text of `root`, and whether there is a signal in it. */
export function encode(root: unknown): { json: string; hasSignals: boolean } {
  const list: unknown[] = [];
  const places = new Map<unknown, number>();
  let hasSignals = false;

  function put(value: unknown): number {
    // To a Map, -0 is 0.
    const known = Object.is(value, -0) ? undefined : places.get(value);
    if (known !== undefined) return known;
    const place = list.push(null) - 1;
    if (!Object.is(value, -0)) places.set(value, place);
    list[place] = pack(value);
    return place;
  }

  function pack(value: unknown): unknown {
    if (isJson(value)) return value;
    for (const [type, [is, toJson]] of PLAIN_TYPES) {
      if (is(value)) return [type, toJson(value)];
    }
    if (typeof value !== "object") {
      throw new TypeError(`Cannot serialize a ${typeof value} for an island`);
    }
    if (Array.isArray(value)) return ["array", ...value.map(put)];
    if (value instanceof Set) return ["set", ...[...value].map(put)];
    if (value instanceof Map) return ["map", ...[...value].flat().map(put)];
    if (isSignal(value)) {
      hasSignals = true;
      return ["signal", put(value.peek())];
    }
    const entries = Object.entries(value!);
    return Object.fromEntries(entries.map(([key, it]) => [key, put(it)]));
  }

  put(root);
  return { json: JSON.stringify(list), hasSignals };
}

/** The value that `encode()` made `json` of. */
export function decode<T>(
  json: string,
  signal?: (value: unknown) => unknown,
): T {
  // deno-lint-ignore no-explicit-any
  const list: any[] = JSON.parse(json);
  const values: unknown[] = [];

  function get(place: number): unknown {
    if (place in values) return values[place];
    // What holds values is there before them: they may hold it too.
    const keep = <V>(value: V) => (values[place] = value) as V;
    const packed = list[place];
    if (isJson(packed)) return keep(packed);
    if (!Array.isArray(packed)) {
      const object = keep<Record<string, unknown>>({});
      for (const key in packed) object[key] = get(packed[key]);
      return object;
    }
    const [type, ...rest] = packed;
    if (type in PLAIN) return keep(PLAIN[type][2](rest[0]));
    if (type === "signal") return keep(signal!(get(rest[0])));
    if (type === "map") {
      const map = keep(new Map());
      while (rest.length > 0) map.set(get(rest.shift()), get(rest.shift()));
      return map;
    }
    const array = keep<unknown[]>([]);
    for (const item of rest) array.push(get(item));
    return type === "set" ? keep(new Set(array)) : array;
  }

  return get(0) as T;
}
