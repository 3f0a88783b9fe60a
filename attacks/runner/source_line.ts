/**
 * Where a mark stands in the source now.
 *
 * @module
 */
import type { Mark } from "../attack.ts";

export interface SourceLine {
  file: string;
  line: number;
  text: string;
}

const ROOT = new URL("../../", import.meta.url);
const files = new Map<string, string>();

/**
 * Finds a mark, or null if it is gone. A text may go on over several lines: the
 * first one counts, and how it is indented and broken does not.
 */
export function findLine({ file, text }: Mark): SourceLine | null {
  const source = read(file);
  const words = text.split(/\s+/).map((word) =>
    // A formatter may break a line after an opening bracket.
    word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\\\(/g, "\\(\\s*")
  );
  const found = new RegExp(words.join("\\s*(?://)?\\s*")).exec(source);
  if (found === null) return null;
  const line = source.slice(0, found.index).split("\n").length;
  return { file, line, text: source.split("\n")[line - 1].trim() };
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
