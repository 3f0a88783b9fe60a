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

/** Cells of one attack that hold although a lock of theirs is gone. */
export interface Standing {
  attack: string;
  stages: string[];
  /** The defences that still stand behind the one that is gone. */
  by: string[];
  /** What refuses now, if it isn't what refused before. */
  words?: string;
}

/** Why no more cells have fallen than these. */
export function stillStanding({ id, without }: Mutation): Standing[] {
  const { holds = {}, breaks = {} } = recordedMutations[id]?.changes ?? {};
  const found = new Map<string, Standing>();
  for (const { id: attack, cells } of attacks) {
    for (const [stage, { locks }] of Object.entries(cells)) {
      if (breaks[attack]?.[stage] !== undefined) continue;
      const by = locks.filter((lock) => lock.some((it) => without.includes(it)))
        .flat().filter((it) => !without.includes(it)).map(({ name }) => name);
      const words = holds[attack]?.[stage];
      if (by.length === 0 && words === undefined) continue;
      const unique = [...new Set(by)];
      const key = JSON.stringify([attack, unique, words]);
      const standing = found.get(key) ?? { attack, stages: [], by: unique };
      if (words) standing.words = words;
      standing.stages.push(stage);
      found.set(key, standing);
    }
  }
  return [...found.values()].map((it) => ({ ...it, stages: it.stages.sort() }));
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
  /** Each cell that names it, alone or with other locks: rungs by attack. */
  cells: Record<string, string[]>;
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
    .filter(({ cells }) => Object.keys(cells).length > 0)
    .sort((a, b) => a.line - b.line);
}

function cellsOf(defence: Defence, file: string): Record<string, string[]> {
  const all = attacks.map(({ id, cells }) => {
    const stages = Object.keys(cells).filter((stage) =>
      cells[stage].locks.flat().includes(defence) &&
      marksOf([defence], stage).some((mark) => mark.file === file)
    );
    return [id, stages.sort()] as const;
  });
  return Object.fromEntries(all.filter(([, { length }]) => length > 0));
}
