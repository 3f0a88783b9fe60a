import { useEffect, useState } from "preact/hooks";

/** Says what its props are in the place where it runs. */
export function Values(props: Record<string, unknown>) {
  const [place, setPlace] = useState("server");
  useEffect(() => setPlace("browser"), []);
  return (
    <dl data-place={place}>
      {Object.entries(props).map(([name, value]) => (
        <dd key={name} id={name}>{describe(value)}</dd>
      ))}
    </dl>
  );
}

export function describe(value: unknown): string {
  if (value instanceof Map || value instanceof Set) {
    return `${value.constructor.name} ${describe([...value])}`;
  }
  if (Array.isArray(value)) return `[${value.map(describe).join()}]`;
  if (value instanceof Date) return `Date ${value.getTime()}`;
  if (value instanceof URL) return `URL ${value.href}`;
  if (value instanceof RegExp) return `RegExp ${value}`;
  if (value instanceof Uint8Array) return `Uint8Array ${value.join()}`;
  if (Object.is(value, -0)) return "number -0";
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
    return `{${entries.map(([k, v]) => `${k}:${describe(v)}`).join()}}`;
  }
  return `${typeof value} ${value}`;
}
