/**
 * The notebooks as data: the part of Jupyter's format (nbformat 4.5) that is
 * used here.
 *
 * @module
 */

/** The notebooks, in the order in which they build on each other. */
export const NOTEBOOKS = ["bytes", "base64", "jwt"] as const;

export type NotebookName = typeof NOTEBOOKS[number];

export interface Notebook {
  cells: Cell[];
  metadata: Record<string, unknown>;
  nbformat: number;
  nbformat_minor: number;
}

export type Cell = MarkdownCell | CodeCell;

interface MarkdownCell {
  cell_type: "markdown";
  id: string;
  metadata: Record<string, unknown>;
  source: string[];
}

export interface CodeCell {
  cell_type: "code";
  id: string;
  metadata: Record<string, unknown>;
  execution_count: number | null;
  source: string[];
  outputs: Output[];
}

/** A cell here prints lines; nothing else is stored. */
interface Output {
  name: "stdout";
  output_type: "stream";
  text: string[];
}

export function notebookFile(name: NotebookName): URL {
  return new URL(`${name}.ipynb`, import.meta.url);
}

export async function readNotebook(name: NotebookName): Promise<Notebook> {
  return JSON.parse(await Deno.readTextFile(notebookFile(name)));
}

export function codeCells({ cells }: Notebook): CodeCell[] {
  return cells.filter((cell) => cell.cell_type === "code");
}

/** What a cell has printed. */
export function printed({ outputs }: CodeCell): string {
  return outputs.flatMap(({ text }) => text).join("");
}

/** A text as the format keeps it: a string for each line, its end included. */
export function toLines(text: string): string[] {
  return text.match(/.*\n|.+$/g) ?? [];
}
