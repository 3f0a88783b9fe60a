import { type ComponentChildren, h } from "preact";
import { isCredential } from "../lib/http/trace_header.ts";

/** Marks a value if its name says that it is a credential. */
export function markSecret(
  name: string,
  value: ComponentChildren,
): ComponentChildren {
  return isCredential(name) ? h("mark", null, value) : value;
}

/** JSON, indented, with credentials marked. */
export function JsonView({ value }: { value: unknown }) {
  const json = JSON.stringify(value, null, 2)
    // What is short and has nothing inside stands on one line.
    .replace(/\{[^{}[\]]{0,120}\}/g, (item) => item.replace(/\n */g, " "));
  const parts = json.split(/("\w+": (?:"(?:[^"\\]|\\.)*"|\d+))/);
  const marked = parts.map((part, i) => {
    const [name, item] = i % 2 ? part.split(/(?<=^"\w+": )/) : [part];
    return item ? [name, markSecret(name.slice(1, -3), item)] : name;
  });
  // Not JSX: Preact's templates escape text in a list of children twice.
  return <pre tabIndex={0}>{h("code", null, marked)}</pre>;
}
