/**
 * Where a mark stands in the source now.
 *
 * @module
 */

/** A place in the source, found by its text, so that it can't go stale unseen. */
export interface Mark {
  file: string;
  /** What stands there, white space aside. */
  text: string;
}

/** A line of the source. */
export interface CodeLine {
  file: string;
  /** From 1. */
  line: number;
  text: string;
}

const ROOT = new URL("../../", import.meta.url);
const files = new Map<string, string>();

/** Finds a mark: its first line, or null if it is gone. */
export function findLine(mark: Mark): CodeLine | null {
  const [found] = findPassages(mark);
  if (found === undefined) return null;
  const { file, line, text } = found;
  return { file, line, text: text.split("\n")[0].trim() };
}

/** Finds each place where a mark stands: its whole lines. */
export function findPassages({ file, text }: Mark): CodeLine[] {
  const source = read(file);
  return [...source.matchAll(patternOf(text))].map(({ index, 0: found }) => {
    const start = source.lastIndexOf("\n", index - 1) + 1;
    const end = source.indexOf("\n", index + found.length);
    const line = source.slice(0, index).split("\n").length;
    return { file, line, text: source.slice(start, end) };
  });
}

/**
 * Matches a text wherever a formatter may break it into lines, in a comment
 * too.
 */
export function patternOf(text: string): RegExp {
  const words = text.split(/\s+/).map((word) =>
    // A formatter may break a line after an opening bracket.
    word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\\\(/g, "\\(\\s*")
  );
  return new RegExp(words.join("\\s*(?://)?\\s*"), "g");
}

/** Read once: it does not change while the server runs. */
function read(file: string): string {
  let source = files.get(file);
  if (source === undefined) {
    source = Deno.readTextFileSync(new URL(file, ROOT));
    files.set(file, source);
  }
  return source;
}
