/**
 * A rung's code as the page shows it: coloured, and as a difference to the rung
 * below.
 *
 * @module
 */
import { diffArrays } from "diff";
import hljs from "highlight.js/lib/core";
import typescript from "highlight.js/lib/languages/typescript";

hljs.registerLanguage("typescript", typescript);

/** A line as HTML, and how it stands to the rung below. */
export interface SourceLine {
  change: "same" | "added" | "removed";
  html: string;
  /** Whether it belongs to an `INSECURE` comment. */
  hole: boolean;
}

export interface SourceFile {
  name: string;
  lines: SourceLine[];
}

/**
 * The files of a rung as HTML. It is text of this project only, so a page can
 * take it as it is; and it never changes while the server runs, so once is
 * enough.
 */
export function renderSource(files: SourceFile[], isFirst: boolean): string {
  return files.map(({ name, lines }) => {
    const count = (change: SourceLine["change"]) =>
      lines.filter((line) => line.change === change).length;
    const [added, removed] = [count("added"), count("removed")];
    const delta = isFirst
      ? ""
      : added + removed === 0
      ? "as on the rung below"
      : count("same") + added === 0
      ? "gone"
      : `+${added} −${removed}`;
    const holes = lines.some(({ hole, change }) => hole && change !== "removed")
      ? '<span class="hole-sign">hole</span>'
      : "";
    return `<details class="source"><summary><code>${name}</code>
      <span class="delta">${delta}</span>${holes}</summary>
      <pre tabindex="0"><code>${lines.map(renderLine).join("\n")}</code></pre>
      </details>`;
  }).join("");
}

const TAGS = { same: "span", added: "ins", removed: "del" };

function renderLine({ change, hole, html }: SourceLine): string {
  const tag = TAGS[change];
  return `<${tag}${hole ? ' class="hole"' : ""}>${html || " "}</${tag}>`;
}

/**
 * The files of the rung `id` and, line by line, what they have in common with
 * those of the rung `below`, if there is one.
 */
export async function readSource(
  id: string,
  below: string | null,
): Promise<SourceFile[]> {
  const files = await readFolder(id);
  if (below === null) {
    return [...files].map(([name, lines]) => ({
      name,
      lines: lines.map((line) => ({ ...line, change: "same" })),
    }));
  }
  const old = await readFolder(below);
  const names = [...new Set([...files.keys(), ...old.keys()])].sort();
  return names.map((name) => ({
    name,
    lines: compare(old.get(name) ?? [], files.get(name) ?? []),
  }));
}

/** Where the code of a rung is: `stages/04/` for "4", `stages/02.1/` for "2.1". */
export function stageFolder(id: string): URL {
  const [number, rest = ""] = id.split(/(?=\.)/);
  const name = number.padStart(2, "0") + rest;
  return new URL(`../stages/${name}/`, import.meta.url);
}

type Line = Pick<SourceLine, "html" | "hole">;

async function readFolder(id: string): Promise<Map<string, Line[]>> {
  const folder = stageFolder(id);
  const files = new Map<string, Line[]>();
  for await (const { name } of Deno.readDir(folder)) {
    if (!/(?<!_test)\.tsx?$/.test(name)) continue;
    const code = await Deno.readTextFile(new URL(name, folder));
    files.set(name, toLines(code.trimEnd()));
  }
  return new Map([...files].sort(([a], [b]) => a < b ? -1 : 1));
}

/** Coloured lines. A span that goes on over a line's end is opened anew. */
function toLines(code: string): Line[] {
  const { value } = hljs.highlight(code, { language: "typescript" });
  const open: string[] = [];
  let hole = false;
  return value.split("\n").map((line) => {
    const start = open.join("");
    for (const [tag] of line.matchAll(/<span[^>]*>|<\/span>/g)) {
      if (tag === "</span>") open.pop();
      else open.push(tag);
    }
    const isComment = /^\s*(<span[^>]*>)?\/\//.test(line);
    hole = isComment && (hole || line.includes("INSECURE("));
    return { html: start + line + "</span>".repeat(open.length), hole };
  });
}

function compare(old: Line[], lines: Line[]): SourceLine[] {
  const equal = (a: Line, b: Line) => a.html === b.html;
  return diffArrays(old, lines, { comparator: equal }).flatMap((part) => {
    const change = part.added ? "added" : part.removed ? "removed" : "same";
    return part.value.map((line) => ({ ...line, change } as const));
  });
}
