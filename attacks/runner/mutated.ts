/**
 * What has changed without a defence, as `deno task mutate --write` has recorded
 * it.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { attacks } from "../mod.ts";
import { type Mutation, mutations } from "./mutations.ts";
import record from "./mutations.json" with { type: "json" };

/** By attack and rung, what was answered or seen. */
type Cells = Record<string, Record<string, string>>;

/** The cells that differ from the matrix. */
export interface Changes {
  /** Held before, and have fallen. */
  breaks: Cells;
  /** Still hold, but now another lock refuses: its words. */
  holds: Cells;
}

export interface MutationRecord {
  /** What it was recorded for: see `basisOf`. */
  basis: string;
  /** Whether each row that takes a browser was run, concerned or not. */
  full: boolean;
  changes: Changes;
}

export const recordedMutations: Record<string, MutationRecord> = record;

/** The attacks that are run without a defence. */
export function rowsOf({ without, breaks }: Mutation, full: boolean): string[] {
  return attacks.filter(({ id, alone, browser, cells }) => {
    // The one that measures time is slow, and no other defence changes it.
    if (alone) return id in breaks;
    const named = Object.values(cells).flatMap(({ locks }) => locks.flat());
    return full || !browser || without.some((it) => named.includes(it));
  }).map(({ id }) => id);
}

/**
 * A short hash of what a record rests on: the lines that are taken away, what
 * stands there instead, and each cell that is run with what is expected of it.
 * Whatever else changes in the source, `deno task mutate` finds out.
 */
export function basisOf(mutation: Mutation, full: boolean): string {
  const rows = rowsOf(mutation, full);
  const cells = attacks.filter(({ id }) => rows.includes(id))
    .map(({ id, cells }) => [
      id,
      ...Object.entries(cells).map(([stage, { expect }]) =>
        `${stage} ${expect}`
      )
        .sort(),
    ]);
  const patches = mutation.without.map(({ patches }) => patches);
  return createHash("sha256").update(JSON.stringify([patches, cells]))
    .digest("hex").slice(0, 12);
}

/** Whether a mutation is not recorded (in full), or is another one now. */
export function isStale(mutation: Mutation, full = false): boolean {
  const known = recordedMutations[mutation.id];
  return known === undefined || full && !known.full ||
    known.basis !== basisOf(mutation, known.full) ||
    !isDeepStrictEqual(fallen(known), byAttack(mutation.breaks));
}

/** The rungs that have fallen, by attack. */
export function fallen({ changes }: MutationRecord): Record<string, string[]> {
  const rungs = Object.entries(changes.breaks)
    .map(([attack, cells]) => [attack, Object.keys(cells)]);
  return byAttack(Object.fromEntries(rungs));
}

/** In one order, to be compared. */
export function byAttack(
  breaks: Record<string, string[]>,
): Record<string, string[]> {
  const sorted = Object.entries(breaks)
    .map(([attack, rungs]) => [attack, rungs.toSorted()]);
  return Object.fromEntries(sorted);
}

/** Records of mutations that are none any more. */
export function gone(): string[] {
  return Object.keys(recordedMutations)
    .filter((id) => !mutations.some((mutation) => mutation.id === id));
}
