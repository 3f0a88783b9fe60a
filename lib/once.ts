/**
 * `make`, called once for each key: for what does not change while the server
 * runs. All keys are kept, so none may come from a request unchecked.
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
