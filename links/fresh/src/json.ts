/**
 * Island props as JSON, with signals: one that occurs twice is one signal on the
 * other side as well.
 *
 * @module
 */
import { isValidElement } from "preact";

interface SignalLike {
  peek(): unknown;
  value: unknown;
}

const isSignal = (it: unknown): it is SignalLike =>
  typeof it === "object" && it !== null && "value" in it && "peek" in it;

/**
 * The JSON text of `root`, and whether there is a signal in it. An array starts
 * with "array"; ["signal", 1] is the second signal, whose value follows.
 */
export function encode(root: unknown): { json: string; hasSignals: boolean } {
  const signals: SignalLike[] = [];

  function pack(value: unknown): unknown {
    if (isSignal(value)) {
      if (!signals.includes(value)) signals.push(value);
      return ["signal", signals.indexOf(value)];
    }
    if (Array.isArray(value)) return ["array", ...value.map(pack)];
    if (isPlainObject(value)) {
      const entries = Object.entries(value);
      return Object.fromEntries(entries.map(([key, it]) => [key, pack(it)]));
    }
    if (isJson(value)) return value;
    throw new TypeError(`Cannot serialize ${nameOf(value)} for an island`);
  }

  const packed = pack(root);
  const values: unknown[] = [];
  // The value of a signal may bring signals of its own.
  for (const signal of signals) values.push(pack(signal.peek()));
  const json = JSON.stringify([packed, values]);
  return { json, hasSignals: signals.length > 0 };
}

/** The value that `encode()` made `json` of. */
export function decode<T>(
  json: string,
  signal?: (value: unknown) => unknown,
): T {
  const [packed, values]: [unknown, unknown[]] = JSON.parse(json);
  const signals: unknown[] = [];

  function unpack(value: unknown): unknown {
    if (Array.isArray(value)) {
      const [type, ...items] = value;
      if (type === "array") return items.map(unpack);
      return signals[items[0]] ??= signal!(unpack(values[items[0]]));
    }
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value);
    return Object.fromEntries(entries.map(([key, it]) => [key, unpack(it)]));
  }

  return unpack(packed) as T;
}

const nameOf = (value: unknown) =>
  Object.prototype.toString.call(value).slice(8, -1);

const isPlainObject = (value: unknown): value is object =>
  nameOf(value) === "Object" && !isValidElement(value);

/** What is undefined is left out, as if it had not been passed. */
const isJson = (value: unknown) =>
  value === null || Number.isFinite(value) ||
  ["string", "boolean", "undefined"].includes(typeof value);
