/**
 * The code of a rung: its own files, what they changed, and the shared files
 * that they stand on.
 *
 * @module
 */
import { diffArrays } from "diff";
import type { Stage } from "../../lib/state.ts";
import { stages } from "../../stages/mod.ts";
import { type CodeLine, listFiles, readFile, readLines } from "./files.ts";

/** The order in which to read them; `*` stands for any other. */
const ORDER = ["middleware.ts", "login.ts", "logout.ts", "*", "mod.ts"];

/** A line, and whether another rung has it too. */
export interface ChangedLine extends CodeLine {
  change: "same" | "added" | "removed";
}

export interface ChangedFile {
  name: string;
  lines: ChangedLine[];
}

/** Where the code of a rung is: `stages/04` for "4", `stages/02.1` for "2.1". */
export function stageFolder({ id }: Stage): string {
  return `stages/${id.replace(/^\d+/, (number) => number.padStart(2, "0"))}`;
}

/** The rung to compare with: the one below, unless another is closer. */
export function comparedWith(stage: Stage): Stage | null {
  return stages.find(({ id }) => id === stage.closest) ??
    stages[stages.indexOf(stage) - 1] ?? null;
}

/** The names of a rung's own files, in the order in which to read them. */
async function fileNames(stage: Stage): Promise<string[]> {
  const folder = `${stageFolder(stage)}/`;
  return [...await listFiles()]
    .filter((path) => path.startsWith(folder))
    .map((path) => path.slice(folder.length));
}

function rank(name: string): number {
  const at = ORDER.indexOf(name);
  return at === -1 ? ORDER.indexOf("*") : at;
}

/**
 * The files of a rung, line by line against those of another one; as they are if
 * there is none.
 */
export async function compareRungs(
  stage: Stage,
  other: Stage | null,
): Promise<ChangedFile[]> {
  const names = new Set([
    ...await fileNames(stage),
    ...other === null ? [] : await fileNames(other),
  ]);
  const sorted = [...names].sort((a, b) =>
    rank(a) - rank(b) || (a < b ? -1 : 1)
  );
  return await Promise.all(sorted.map(async (name) => {
    const lines = await readLines(`${stageFolder(stage)}/${name}`) ?? [];
    if (other === null) return { name, lines: lines.map(same) };
    const old = await readLines(`${stageFolder(other)}/${name}`) ?? [];
    return { name, lines: compare(old, lines) };
  }));
}

const same = (line: CodeLine): ChangedLine => ({ ...line, change: "same" });

function compare(old: CodeLine[], lines: CodeLine[]): ChangedLine[] {
  const comparator = (a: CodeLine, b: CodeLine) => a.html === b.html;
  return diffArrays(old, lines, { comparator }).flatMap((part) => {
    const change = part.added ? "added" : part.removed ? "removed" : "same";
    return part.value.map((line) => ({ ...line, change } as const));
  });
}

/** A shared file, and what it says of itself in one sentence. */
export interface SharedFile {
  path: string;
  about: string;
}

/**
 * The files of `lib/` that a rung's files import, and those that they need in
 * turn.
 */
export async function standsOn(
  stage: Stage,
): Promise<{ directly: SharedFile[]; further: SharedFile[] }> {
  const own = (await fileNames(stage))
    .map((name) => `${stageFolder(stage)}/${name}`);
  const directly = await importsOf(own);
  const further: string[] = [];
  for (let next = directly; next.length > 0; further.push(...next)) {
    const known = [...directly, ...further];
    next = (await importsOf(next)).filter((path) => !known.includes(path));
  }
  const describe = (paths: string[]) => Promise.all(paths.map(aboutFile));
  return {
    directly: await describe(directly),
    further: await describe(further),
  };
}

async function importsOf(paths: string[]): Promise<string[]> {
  const all = await listFiles();
  const found = await Promise.all(paths.map(async (path) => {
    const text = await readFile(path) ?? "";
    return [...text.matchAll(/^(?:import|export|\}) .*from "(\..+)";$/gm)]
      .map(([, to]) => new URL(to, `file:///${path}`).pathname.slice(1));
  }));
  return [...new Set(found.flat())]
    .filter((path) => path.startsWith("lib/") && all.has(path)).sort();
}

async function aboutFile(path: string): Promise<SharedFile> {
  const text = await readFile(path) ?? "";
  const [, doc = ""] = /^\/\*\*\n([\s\S]*?)\n \*\n/.exec(text) ?? [];
  const about = doc.replace(/^ \* ?/gm, "").replaceAll("\n", " ");
  return { path, about: /^.+?[.:?](?= |$)/.exec(about)?.[0] ?? about };
}
