/**
 * The project's own source, to be read in the lab. Only files that were found
 * by listing the folders below are ever opened, whatever a URL asks for.
 *
 * @module
 */
import { highlight } from "./highlight.ts";

const ROOT = `${import.meta.dirname}/../..`;

const FOLDERS = [
  "attacks",
  "components",
  "islands",
  "lib",
  "routes",
  "stages",
];

/** A line of code, coloured. */
export interface CodeLine {
  html: string;
  /** Whether it belongs to an `INSECURE` comment. */
  hole: boolean;
}

let names: Promise<ReadonlySet<string>> | undefined;
const texts = new Map<string, Promise<string>>();
const lines = new Map<string, Promise<CodeLine[]>>();

/** The paths of all files that may be read, such as `lib/sessions.ts`. */
export function listFiles(): Promise<ReadonlySet<string>> {
  return names ??= Promise.all(FOLDERS.map(list)).then((all) =>
    new Set(["app.ts", "main.ts", ...all.flat()])
  );
}

async function list(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory, isFile } of readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) found.push(...await list(path));
    else if (isFile && /(?<!_test)\.tsx?$/.test(name)) found.push(path);
  }
  return found;
}

const readDir = (folder: string) => Deno.readDir(`${ROOT}/${folder}`);

/** The text of a file, or null if there is none with this path to be read. */
export async function readFile(path: string): Promise<string | null> {
  if (!(await listFiles()).has(path)) return null;
  return await memo(texts, path, () => Deno.readTextFile(`${ROOT}/${path}`));
}

/** The lines of a file, or null if there is none with this path to be read. */
export async function readLines(path: string): Promise<CodeLine[] | null> {
  const text = await readFile(path);
  if (text === null) return null;
  return await memo(lines, path, () => Promise.resolve(toLines(text)));
}

/** What is read once does not change while the server runs. */
function memo<T>(
  kept: Map<string, Promise<T>>,
  path: string,
  read: () => Promise<T>,
): Promise<T> {
  const value = kept.get(path) ?? read();
  kept.set(path, value);
  return value;
}

/** Coloured lines. An element that goes on over a line's end is opened anew. */
function toLines(code: string): CodeLine[] {
  const open: string[] = [];
  let hole = false;
  return highlight(code.trimEnd()).split("\n").map((line) => {
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
