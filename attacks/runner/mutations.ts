/**
 * What to take away, and the cells that must then break: these and no others.
 * Both follow from the cells, which name their defences.
 *
 * @module
 */
import type { Defence, Patch } from "../defences/defence.ts";
import { attacks } from "../mod.ts";
import { patternOf } from "./code_line.ts";

export interface Mutation {
  /** The ids of its defences, with a plus between them. */
  id: string;
  without: Defence[];
  /** By attack, the rungs that fall. */
  breaks: Record<string, string[]>;
}

/**
 * Takes away each lock that a cell names, which must break the cell. Where a
 * lock is several defences, one behind the other, it also takes away all but
 * one, for each of them: which must not, or that one would be decoration. And
 * each defence alone, for someone who wants to see what it holds up.
 */
export const mutations: readonly Mutation[] = [...listLocks().values()]
  .map((without) => ({ id: idOf(without), without, breaks: falls(without) }));

function listLocks(): Map<string, Defence[]> {
  const locks = attacks.flatMap(({ cells }) =>
    Object.values(cells).flatMap(({ locks }) => locks)
  );
  const parts = locks.filter(({ length }) => length > 1).flatMap((lock) =>
    lock.map((kept) => lock.filter((defence) => defence !== kept))
  );
  const alone = locks.flat().map((defence) => [defence]);
  const all = [...locks, ...parts, ...alone];
  return new Map(all.map((lock) => [idOf(lock), lock]));
}

function idOf(defences: Defence[]): string {
  return defences.map(({ id }) => id).sort().join("+");
}

/** The cells that fall without these defences. */
function falls(without: Defence[]): Mutation["breaks"] {
  const broken = attacks.map(({ id, cells }) => {
    const stages = Object.keys(cells).filter((stage) =>
      cells[stage].locks.some((lock) =>
        lock.every((defence) => without.includes(defence))
      )
    );
    return [id, stages] as const;
  });
  return Object.fromEntries(broken.filter(([, { length }]) => length > 0));
}

/**
 * A file's text without its defence.
 *
 * @throws {Error} If it hasn't got it
 */
export function applyPatch(source: string, { file, from, to }: Patch): string {
  const patched = source.replaceAll(
    patternOf(from),
    (found) => to.replaceAll("$&", () => found),
  );
  if (patched === source) throw new Error(`${file} has no “${from}”`);
  return patched;
}
