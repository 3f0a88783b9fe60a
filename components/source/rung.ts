/**
 * The folder of a rung: its lesson, its own files, what they changed, and the
 * shared files that they stand on.
 *
 * @module
 */
import { diffArrays } from "diff";
import { once } from "../../lib/once.ts";
import type { Stage } from "../../lib/state.ts";
import { type CodeLine, listFiles, readLines, readText } from "./files.ts";
import { renderMarkdown } from "./markdown.ts";

/** Where the code of a rung is: `stages/04` for "4", `stages/02.1` for "2.1". */
export function stageFolder({ id }: Stage): string {
  return `stages/${id.replace(/^\d+/, (number) => number.padStart(2, "0"))}`;
}

/** A rung's README without its heading: its beginning as text, then HTML. */
export const readLesson = once((stage: Stage) => {
  const root = `${import.meta.dirname}/../..`;
  const text = Deno.readTextFileSync(`${root}/${stageFolder(stage)}/README.md`);
  const [, intro, parts] = /^# .*\n([^]*?)(^## [^]*)/m.exec(text)!;
  const plain = intro.trim().replace(/[`*_]/g, "").replaceAll("\n", " ");
  return { intro: plain, html: renderMarkdown(parts) };
});

/** A line, and whether it came or went against another rung. */
export interface ChangedLine extends CodeLine {
  change?: "added" | "removed";
}

/** The order in which to read them; `*` stands for any other. */
const ORDER = ["middleware.ts", "login.ts", "logout.ts", "*", "mod.ts"];

const rank = (name: string) => ORDER.indexOf(ORDER.includes(name) ? name : "*");

/** The names of a rung's own files. */
function fileNames(stage: Stage): string[] {
  const folder = `${stageFolder(stage)}/`;
  return [...listFiles()].filter((path) => path.startsWith(folder))
    .map((path) => path.slice(folder.length));
}

/** The files of a rung, line by line against those of another one, if any. */
export function compareRungs(stage: Stage, other: Stage | null) {
  const names = new Set([stage, other ?? stage].flatMap(fileNames));
  const ordered = [...names].sort((a, b) =>
    rank(a) - rank(b) || (a < b ? -1 : 1)
  );
  return ordered.map((name) => {
    const lines = readLines(`${stageFolder(stage)}/${name}`);
    const old = other && readLines(`${stageFolder(other)}/${name}`);
    return { name, lines: old ? compare(old, lines) : lines };
  });
}

function compare(old: CodeLine[], lines: CodeLine[]): ChangedLine[] {
  const comparator = (a: CodeLine, b: CodeLine) => a.html === b.html;
  return diffArrays(old, lines, { comparator })
    .flatMap(({ added, removed, value }) => {
      const change = added ? "added" : removed ? "removed" : undefined;
      return value.map((line) => ({ ...line, change } as const));
    });
}

/**
 * The files of `lib/` that a rung's files import, and those that they need in
 * turn.
 */
export const standsOn = once((stage: Stage) => {
  const own = fileNames(stage).map((name) => `${stageFolder(stage)}/${name}`);
  const directly = importsOf(own);
  const further: string[] = [];
  for (let next = directly; next.length > 0; further.push(...next)) {
    const known = [...directly, ...further];
    next = importsOf(next).filter((path) => !known.includes(path));
  }
  return { directly, further };
});

function importsOf(paths: string[]): string[] {
  const found = paths.flatMap((path) =>
    [...readText(path).matchAll(/^(?:import|export|\}) .*from "(\..+)";$/gm)]
      .map(([, to]) => new URL(to, `file:///${path}`).pathname.slice(1))
  );
  return [...new Set(found)]
    .filter((path) => path.startsWith("lib/") && listFiles().has(path)).sort();
}

/** What a file says of itself in its first sentence. */
export const aboutFile = once((path: string): string => {
  const [, doc = ""] = /^\/\*\*\n([\s\S]*?)\n \*\n/.exec(readText(path)) ?? [];
  const about = doc.replace(/^ \* ?/gm, "").replaceAll("\n", " ");
  return /^.+?[.:?](?= |$)/.exec(about)?.[0] ?? about;
});
