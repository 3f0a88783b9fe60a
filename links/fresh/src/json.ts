/**
 * Island props as JSON: all that JSON has, and what it lacks. The values stand
 * in a list and refer to each other by their place in it, so that a signal (or
 * any object) that occurs twice is one value on the other side as well.
 *
 * @module
 */

/** Stands for children that are in the HTML of the page. */
export class SlotRef {
  constructor(readonly id: number) {}
}

interface SignalLike {
  peek(): unknown;
  value: unknown;
}

export const isSignal = (value: object): value is SignalLike =>
  "value" in value && typeof (value as SignalLike).peek === "function";

/** The JSON text of `root`, and whether there is a signal in it. */
export function encode(root: unknown): { json: string; hasSignals: boolean } {
  const list: unknown[] = [];
  const places = new Map<unknown, number>();
  let hasSignals = false;

  function put(value: unknown): number {
    // To a Map, -0 is 0.
    if (Object.is(value, -0)) return list.push(["number", "-0"]) - 1;
    const known = places.get(value);
    if (known !== undefined) return known;
    const place = list.push(null) - 1;
    places.set(value, place);
    list[place] = pack(value);
    return place;
  }

  function pack(value: unknown): unknown {
    switch (typeof value) {
      case "string":
      case "boolean":
        return value;
      case "undefined":
        return ["undefined"];
      case "bigint":
        return ["bigint", String(value)];
      case "number":
        return Number.isFinite(value) ? value : ["number", String(value)];
      case "object":
        return value && packObject(value);
      default:
        throw new TypeError(
          `Cannot pass a ${typeof value} to an island: it can't be serialized`,
        );
    }
  }

  function packObject(value: object): unknown {
    if (value instanceof SlotRef) return ["slot", value.id];
    if (isSignal(value)) {
      hasSignals = true;
      return ["signal", put(value.peek())];
    }
    if (Array.isArray(value)) return ["array", ...value.map(put)];
    if (value instanceof Date) return ["date", value.getTime()];
    if (value instanceof URL) return ["url", value.href];
    if (value instanceof RegExp) return ["regexp", value.source, value.flags];
    if (value instanceof Uint8Array) {
      return [
        "bytes",
        Array.from(value, (b) => String.fromCharCode(b)).join(""),
      ];
    }
    if (value instanceof Set) return ["set", ...[...value].map(put)];
    if (value instanceof Map) return ["map", ...[...value].flat().map(put)];
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, put(item)]),
    );
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

  const get = (place: number): unknown =>
    place in values ? values[place] : unpack(list[place], place);

  // deno-lint-ignore no-explicit-any
  function unpack(packed: any, place: number): unknown {
    const keep = <V>(value: V): V => (values[place] = value) as V;
    if (packed === null || typeof packed !== "object") return keep(packed);
    if (!Array.isArray(packed)) {
      const object = keep<Record<string, unknown>>({});
      for (const key in packed) object[key] = get(packed[key]);
      return object;
    }
    const [type, ...rest] = packed;
    const [first] = rest;
    switch (type) {
      case "array": {
        const array = keep<unknown[]>([]);
        for (const item of rest) array.push(get(item));
        return array;
      }
      case "set": {
        const set = keep(new Set());
        for (const item of rest) set.add(get(item));
        return set;
      }
      case "map": {
        const map = keep(new Map());
        for (let i = 0; i < rest.length; i += 2) {
          map.set(get(rest[i]), get(rest[i + 1]));
        }
        return map;
      }
      case "signal":
        return keep(signal!(get(first)));
      case "slot":
        return keep(new SlotRef(first));
      case "number":
        return keep(Number(first));
      case "bigint":
        return keep(BigInt(first));
      case "date":
        return keep(new Date(first ?? NaN));
      case "url":
        return keep(new URL(first));
      case "regexp":
        return keep(new RegExp(first, rest[1]));
      case "bytes":
        return keep(Uint8Array.from(first, (c: string) => c.charCodeAt(0)));
      default:
        return keep(undefined);
    }
  }

  return get(0) as T;
}
