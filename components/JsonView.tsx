import type { ComponentChildren } from "preact";

/** The fields and cookies that carry a credential on some rung. */
const CREDENTIALS = ["session_id", "sessionId", "token", "jwt"];

/** Marks a value if its name says that it is a credential. */
export function Secret(
  { name, children }: { name: string; children: ComponentChildren },
) {
  return CREDENTIALS.includes(name) ? <mark>{children}</mark> : <>{children}</>;
}

/** JSON, indented, with credentials marked. */
export function JsonView({ value }: { value: unknown }) {
  return (
    <pre tabIndex={0}>
      <code><Value value={value} indent="" /></code>
    </pre>
  );
}

function Value({ value, indent }: { value: unknown; indent: string }) {
  if (typeof value !== "object" || value === null) {
    return <>{JSON.stringify(value)}</>;
  }
  const entries = Object.entries(value);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const isShort = JSON.stringify(value).length < 100 &&
    entries.every(([, item]) => typeof item !== "object");
  const inner = `${indent}  `;
  const [start, between, end] = isShort
    ? [" ", ", ", " "]
    : [`\n${inner}`, `,\n${inner}`, `\n${indent}`];
  if (entries.length === 0) return <>{open + close}</>;
  return (
    <>
      {open}
      {entries.map(([name, item], i) => (
        <>
          {i === 0 ? start : between}
          {Array.isArray(value) ? "" : `"${name}": `}
          <Secret name={name}>
            <Value value={item} indent={inner} />
          </Secret>
        </>
      ))}
      {end}
      {close}
    </>
  );
}
