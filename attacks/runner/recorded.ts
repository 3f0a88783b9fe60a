/**
 * The last full run, as `deno task attacks --write` has recorded it.
 *
 * @module
 */
import matrix from "./matrix.json" with { type: "json" };
import { attacks } from "../mod.ts";
import type { Result } from "./runner.ts";
import { findLine, type SourceLine } from "./source_line.ts";

export type Recorded = Omit<Result, "measured">;

export const recorded = matrix as Recorded[];

export function findRecorded(
  attack: string,
  stage: string,
): Recorded | undefined {
  return recorded.find((result) =>
    result.attack === attack && result.stage === stage
  );
}

/** The id of a cell on the page of all attacks. */
export function anchorOf({ attack, stage }: Recorded): string {
  return `${attack}-${stage}`;
}

/** A cell with all that is shown of it. */
export interface Evidence extends Recorded {
  because: string;
  /** The lines that decide. */
  code: SourceLine[];
}

/** The cell of an attack on a rung; null where it does not apply. */
export function readEvidence(attack: string, stage: string): Evidence | null {
  const cell = attacks.find(({ id }) => id === attack)?.cells[stage];
  const result = findRecorded(attack, stage);
  if (cell === undefined || result === undefined) return null;
  const code = cell.marks.map(findLine).filter((line) => line !== null);
  return { ...result, because: cell.because, code };
}

/** The cells of a rung, in the order of the matrix. */
export function readStageEvidence(stage: string): Evidence[] {
  return attacks.map(({ id }) => readEvidence(id, stage))
    .filter((evidence) => evidence !== null);
}
