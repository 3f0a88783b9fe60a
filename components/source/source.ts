/**
 * A rung's code as the page shows it: coloured, and as a difference to the rung
 * below.
 *
 * @module
 */
import { diffArrays } from "diff";
import { highlight } from "./highlight.ts";

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
 * take it as it is.
 *
 * @param more The page that has the lines, if they are not to be in the HTML
 */
export function renderSource(
  files: SourceFile[],
  isFirst: boolean,
  more?: string,
): string {
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
    const [attributes, content] = more === undefined
      ? [
        `id="${name}" open`,
        `<pre tabindex="0"><code>${
          lines.map(renderLine).join("\n")
        }</code></pre>`,
      ]
      : [
        `data-more="${name}"`,
        `<p><a href="${more}#${name}">Its code</a></p>`,
      ];
    return `<details ${attributes} class="source"><summary><code>${name}</code>
      <span class="delta">${delta}</span>${holes}</summary>
      ${content}</details>`;
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
  return new URL(`../../stages/${name}/`, import.meta.url);
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

/** Coloured lines. An element that goes on over a line's end is opened anew. */
function toLines(code: string): Line[] {
  const open: string[] = [];
  let hole = false;
  return highlight(code).split("\n").map((line) => {
    const start = open.map((name) => `<${name}>`).join("");
    for (const [, isEnd, name] of line.matchAll(/<(\/?)(\w+)>/g)) {
      if (isEnd) open.pop();
      else open.push(name);
    }
    const end = open.toReversed().map((name) => `</${name}>`).join("");
    const isComment = /^\s*(<i>)?\/\//.test(line);
    hole = isComment && (hole || line.includes("INSECURE("));
    return { html: start + line + end, hole };
  });
}

function compare(old: Line[], lines: Line[]): SourceLine[] {
  const equal = (a: Line, b: Line) => a.html === b.html;
  return diffArrays(old, lines, { comparator: equal }).flatMap((part) => {
    const change = part.added ? "added" : part.removed ? "removed" : "same";
    return part.value.map((line) => ({ ...line, change } as const));
  });
}
