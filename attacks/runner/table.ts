/**
 * The matrix as people read it.
 *
 * @module
 */
import { stages } from "../../stages/mod.ts";
import { attacks } from "../mod.ts";

/** What a cell says: `breaks`, `holds`, `not run` … and `—` for none. */
export type Verdicts = (attack: string, stage: string) => string;

/** The whole matrix in Markdown, formatted as `deno fmt` does. */
export function markdownTable(verdict: Verdicts): string {
  const rows = [
    ["attack", ...stages.map(({ id }) => id)],
    ...attacks.map(({ id, name }) => [
      name,
      ...stages.map((stage) => verdict(id, stage.id)),
    ]),
  ];
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map((row) => row[column].length))
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(" | ")} |`;
  const [head, ...body] = rows;
  return [
    line(head),
    line(widths.map((width) => "-".repeat(width))),
    ...body.map(line),
  ].join("\n");
}

const BEGIN = "<!-- attacks:begin -->";
const END = "<!-- attacks:end -->";

/** Puts the table between its two markers in a text. */
export function insertTable(text: string, table: string): string {
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`There is no ${BEGIN} … ${END}`);
  return `${before}${BEGIN}\n\n${table}\n\n${END}${after}`;
}
