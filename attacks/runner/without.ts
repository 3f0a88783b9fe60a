/**
 * The lab without one of its locks, as pages show it: what is taken away, what
 * falls, and what still holds because another lock stands behind.
 *
 * @module
 */
import { type Defence, marksOf } from "../defences/defence.ts";
import { attacks } from "../mod.ts";
import { findLine, findPassages } from "./code_line.ts";
import { recordedMutations } from "./mutated.ts";
import { applyPatch, type Mutation, mutations } from "./mutations.ts";

/** What is gone without its defences: "HttpOnly and the check of the MAC". */
export function nameOf({ without }: Mutation): string {
  return without.map(({ name }) => name).join(" and ");
}

/** Lines of the source, and what stands there without the defence. */
export interface Removed {
  file: string;
  /** The first of them, from 1. */
  line: number;
  before: string[];
  /** Nothing, if the lines are simply gone. */
  after: string[];
}

/** The lines that a mutation takes away. */
export function removedBy({ without }: Mutation): Removed[] {
  return without.flatMap(({ patches }) => patches).flatMap((patch) =>
    findPassages({ file: patch.file, text: patch.from })
      .map(({ file, line, text }) => ({
        file,
        line,
        before: linesOf(text),
        after: linesOf(applyPatch(text, patch)),
      }))
  );
}

/** As far to the left as they go together. */
function linesOf(text: string): string[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const indents = lines.map((line) => line.search(/\S/));
  return lines.map((line) => line.slice(Math.min(...indents)));
}

/** Cells of one attack, and why they end as they do. */
export interface CellGroup {
  attack: string;
  stages: string[];
  /** The defences that stand behind, or what refuses now. */
  why?: string;
}

/** The cells that have fallen. */
export function fallenIn({ id }: Mutation): CellGroup[] {
  return Object.entries(recordedMutations[id].changes.breaks)
    .map(([attack, rungs]) => ({ attack, stages: Object.keys(rungs).sort() }));
}

/** Why no more cells have fallen than these. */
export function stillStanding(mutation: Mutation): CellGroup[] {
  const found = new Map<string, CellGroup>();
  for (const { id: attack, cells } of attacks) {
    for (const stage of Object.keys(cells).sort()) {
      const end = endWithout(mutation, attack, stage);
      if (end?.verdict !== "holds") continue;
      const key = `${attack} ${end.why}`;
      const standing = found.get(key) ?? { attack, stages: [], why: end.why };
      standing.stages.push(stage);
      found.set(key, standing);
    }
  }
  return [...found.values()];
}

/** How a cell ends without a lock of its; null if it doesn't stand on that. */
export function endWithout(
  { id, without }: Mutation,
  attack: string,
  stage: string,
): { verdict: "falls" | "holds"; why: string } | null {
  const { breaks, holds } = recordedMutations[id].changes;
  const fell = breaks[attack]?.[stage];
  if (fell !== undefined) return { verdict: "falls", why: fell };
  const { locks } = attacks.find(({ id }) => id === attack)!.cells[stage];
  const behind = locks.filter((lock) => lock.some((it) => without.includes(it)))
    .flat().filter((it) => !without.includes(it)).map(({ name }) => name);
  const words = holds[attack]?.[stage];
  if (behind.length === 0 && words === undefined) return null;
  const why = [
    [...new Set(behind)].join(" and "),
    words && `the server now says “${words}”`,
  ];
  return { verdict: "holds", why: why.filter((it) => it).join("; ") };
}

/** The mutation that takes away just these. */
export function withoutOnly(defences: Defence[]): Mutation | undefined {
  return mutations.find(({ without }) =>
    without.length === defences.length &&
    without.every((it) => defences.includes(it))
  );
}

/** A line of the source, and what it holds up. */
export interface Holding {
  line: number;
  text: string;
  /** Without it alone. */
  mutation: Mutation;
  /** Each cell that names it, alone or with other locks. */
  cells: CellGroup[];
}

/** The lines of a file that hold cells up, from the top. */
export function heldUpBy(file: string): Holding[] {
  return mutations.filter(({ without }) => without.length === 1)
    .flatMap((mutation) => {
      const [defence] = mutation.without;
      return defence.patches.filter((patch) => patch.file === file)
        .flatMap(({ from }) => findLine({ file, text: from }) ?? [])
        .map(({ line, text }) => ({
          line,
          text,
          mutation,
          cells: cellsOf(defence, file),
        }));
    })
    .filter(({ cells }) => cells.length > 0)
    .sort((a, b) => a.line - b.line);
}

function cellsOf(defence: Defence, file: string): CellGroup[] {
  return attacks.map(({ id, cells }) => ({
    attack: id,
    stages: Object.keys(cells).filter((stage) =>
      cells[stage].locks.flat().includes(defence) &&
      marksOf([defence], stage).some((mark) => mark.file === file)
    ).sort(),
  })).filter(({ stages }) => stages.length > 0);
}
