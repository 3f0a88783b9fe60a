/**
 * `make`, called once for each key: for what does not change while the server
 * runs. All keys are kept, so none may come from a request unchecked.
 *
 * @example Usage
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { once } from "./once.ts";
 *
 * let calls = 0;
 * const double = once((n: number) => (calls++, 2 * n));
 * assertEquals([double(2), double(2), calls], [4, 4, 1]);
 * ```
 */
export function once<Key, Value>(
  make: (key: Key) => Value,
): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key)!;
  };
}
