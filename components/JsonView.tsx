import { type ComponentChildren, h } from "preact";

/** The fields and cookies that carry a credential on some rung. */
const CREDENTIALS = [
  ...["session_id", "sessionId", "token", "jwt", "access", "refresh"],
];

/** Marks a value if its name says that it is a credential. */
export function markSecret(
  name: string,
  value: ComponentChildren,
): ComponentChildren {
  return CREDENTIALS.includes(name) ? h("mark", null, value) : value;
}

/** JSON, indented, with credentials marked. */
export function JsonView({ value }: { value: unknown }) {
  // Not JSX: Preact's templates escape text in a list of children twice.
  return <pre tabIndex={0}>{h("code", null, layOut(value, ""))}</pre>;
}

function layOut(value: unknown, indent: string): ComponentChildren {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  if (entries.length === 0) return open + close;
  const isShort = JSON.stringify(value).length < 100 &&
    entries.every(([, item]) => typeof item !== "object");
  const inner = `${indent}  `;
  const [start, between, end] = isShort
    ? [" ", ", ", " "]
    : [`\n${inner}`, `,\n${inner}`, `\n${indent}`];
  return [
    open,
    entries.map(([name, item], i) => [
      i === 0 ? start : between,
      Array.isArray(value) ? "" : `"${name}": `,
      markSecret(name, layOut(item, inner)),
    ]),
    end + close,
  ];
}
