import type { ChangedLine } from "./rung.ts";

/** A link to a file of the project's source, or to a line of it. */
export function CodeLink({ file, line }: { file: string; line?: number }) {
  return (
    <a href={line ? `/code/${file}#L${line}` : `/code/${file}`}>
      <code>{line ? `${file}:${line}` : file}</code>
    </a>
  );
}

interface SourceProps {
  lines: ChangedLine[];
  /** What the lines' ids begin with. */
  prefix?: string;
}

/** Lines of code, each with its number as an anchor; a removed one has none. */
export function Source({ lines, prefix = "" }: SourceProps) {
  let n = 0;
  const elements = lines.map(({ change, html, isHole }, i) => {
    const Element = change ? ELEMENTS[change] : "span";
    const number = change === "removed" ? "" : ++n;
    return (
      <Element
        key={i}
        id={number ? `${prefix}L${number}` : undefined}
        class={isHole ? "hole" : undefined}
        data-n={number}
        // Of this project's own files: nothing that anyone typed.
        // deno-lint-ignore react-no-danger
        dangerouslySetInnerHTML={{ __html: html || " " }}
      />
    );
  });
  return <pre class="source" tabIndex={0}><code>{elements}</code></pre>;
}

const ELEMENTS = { added: "ins", removed: "del" } as const;

interface DifferenceProps {
  name: string;
  lines: ChangedLine[];
  /** Whether there is another rung to differ from. */
  compared: boolean;
}

/** A file of a rung, line by line against another one's. */
export function Difference({ name, lines, compared }: DifferenceProps) {
  const count = (change: ChangedLine["change"]) =>
    lines.filter((line) => line.change === change).length;
  const [added, removed] = [count("added"), count("removed")];
  const isHole = lines.some(({ change, isHole }) =>
    isHole && change !== "removed"
  );
  return (
    <section class="file" aria-labelledby={name}>
      <h2 id={name}>
        <code>{name}</code> {compared && (
          <span class="delta">
            {added + removed === 0
              ? "the same"
              : removed === lines.length
              ? "gone"
              : added === lines.length
              ? "new"
              : `+${added} −${removed}`}
          </span>
        )} {isHole && <span class="hole-sign">hole</span>}
      </h2>
      <Source lines={lines} prefix={`${name}-`} />
    </section>
  );
}
