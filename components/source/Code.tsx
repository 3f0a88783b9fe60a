import type { CodeLine } from "./files.ts";
import type { ChangedFile, ChangedLine } from "./rung.ts";

/** Where a line of the project's source can be read. */
export function codeHref(file: string, line?: number): string {
  return `/code/${file}${line === undefined ? "" : `#L${line}`}`;
}

/** A whole file, each line with its number as an anchor. */
export function WholeFile({ lines }: { lines: CodeLine[] }) {
  return (
    <pre class="source" tabIndex={0}><code>{lines.map((line, i) => (
      <Line key={i} line={{ ...line, change: "same" }} id={`L${i + 1}`} n={i + 1} />
    ))}</code></pre>
  );
}

interface DifferenceProps {
  file: ChangedFile;
  /** Whether there is another rung to differ from. */
  compared: boolean;
}

/** A file of a rung, line by line against another one's. */
export function Difference(
  { file: { name, lines }, compared }: DifferenceProps,
) {
  const count = (change: ChangedLine["change"]) =>
    lines.filter((line) => line.change === change).length;
  const [added, removed] = [count("added"), count("removed")];
  const kept = count("same");
  const isHole = lines.some(({ hole, change }) => hole && change !== "removed");
  let n = 0;
  return (
    <section class="file" aria-labelledby={name}>
      <h2 id={name}>
        <code>{name}</code> {compared && (
          <span class="delta">
            {added + removed === 0
              ? "the same"
              : kept + added === 0
              ? "gone"
              : kept + removed === 0
              ? "new"
              : `+${added} −${removed}`}
          </span>
        )} {isHole && <span class="hole-sign">hole</span>}
      </h2>
      <pre class="source" tabIndex={0}><code>{lines.map((line, i) => {
        if (line.change !== "removed") n++;
        const at = line.change === "removed" ? undefined : n;
        const id = at === undefined ? undefined : `${name}-L${at}`;
        return <Line key={i} line={line} id={id} n={at} />;
      })}</code></pre>
    </section>
  );
}

const ELEMENTS = { same: "span", added: "ins", removed: "del" } as const;

interface LineProps {
  line: ChangedLine;
  id?: string;
  /** Its number; a removed line has none. */
  n?: number;
}

function Line({ line: { change, hole, html }, id, n }: LineProps) {
  const Element = ELEMENTS[change];
  return (
    <Element
      id={id}
      class={hole ? "hole" : undefined}
      data-n={n ?? ""}
      // Of this project's own files: nothing that anyone typed.
      // deno-lint-ignore react-no-danger
      dangerouslySetInnerHTML={{ __html: html || " " }}
    />
  );
}
