/**
 * The last full run, as `deno task attacks --write` has recorded it.
 *
 * @module
 */
import { marksOf } from "../defences/defence.ts";
import { attacks } from "../mod.ts";
import matrix from "./matrix.json" with { type: "json" };
import { type CodeLine, findLine, type Mark } from "./code_line.ts";
import type { CellResult } from "./runner.ts";

export const recorded = matrix as CellResult[];

const byCell = new Map(recorded.map((result) => [anchorOf(result), result]));

export function findRecorded(
  attack: string,
  stage: string,
): CellResult | undefined {
  return byCell.get(anchorOf({ attack, stage }));
}

/** The id of a cell on the page of all attacks. */
export function anchorOf(
  { attack, stage }: { attack: string; stage: string },
): string {
  return `${attack}-${stage}`;
}

/** A cell with all that is shown of it. */
export interface Evidence extends CellResult {
  because: string;
  /** The lines that decide. */
  code: CodeLine[];
  /**
   * The same for a cell that holds, as its locks: it takes one of them gone, and
   * of a lock with several lines all of these.
   */
  locks: CodeLine[][];
}

/** The cell of an attack on a rung; null where it does not apply. */
export function readEvidence(attack: string, stage: string): Evidence | null {
  const cell = attacks.find(({ id }) => id === attack)?.cells[stage];
  const result = findRecorded(attack, stage);
  if (cell === undefined || result === undefined) return null;
  const locks = cell.locks.map((lock) => linesOf(marksOf(lock, stage)));
  const code = new Map(
    [...linesOf(cell.marks), ...locks.flat()]
      .map((line) => [`${line.file}:${line.line}`, line]),
  );
  return { ...result, because: cell.because, code: [...code.values()], locks };
}

function linesOf(marks: Mark[]): CodeLine[] {
  return marks.map(findLine).filter((line) => line !== null);
}

/** The cells of a rung, in the order of the matrix. */
export function readStageEvidence(stage: string): Evidence[] {
  return attacks.map(({ id }) => readEvidence(id, stage))
    .filter((evidence) => evidence !== null);
}
