/**
 * What an attack is: the same steps against every rung, with what each rung is
 * expected to do about it.
 *
 * Pages tell of the attacks, so these are part of the app. What runs them is not:
 * of the range they import the type alone.
 *
 * @module
 */
import type { Defence } from "../defences/defence.ts";
import type { Mark } from "./code_line.ts";
import type { Recorded } from "./record.ts";
import type { Range } from "./range.ts";

/**
 * What one rung is expected to do about an attack. `breaks`: the attacker gets
 * in or learns the secret. `holds`: they don't.
 */
export interface Cell {
  expect: "breaks" | "holds";
  /**
   * Why: for `holds`, words that the refusal must contain, so that a rung that
   * is down or a path that is wrong is no success; for `breaks`, for people.
   */
  because: string;
  /** For `breaks`, the lines that decide. */
  marks: Mark[];
  /**
   * For `holds`, what decides: the rung falls if any of these is gone. Defences
   * in one list stand one behind the other: all of them have to be gone.
   */
  locks: Defence[][];
}

/** How an attack ended. */
export interface Outcome {
  broken: boolean;
  /** What the attacker or the browser saw, besides the server's answers. */
  saw?: string;
  /** Numbers that differ from run to run; printed, not recorded. */
  measured?: string;
  /** The requests that decided. Default: the last one. */
  evidence?: Recorded[];
}

/** What attackers go for, in the order in which the matrix shows it. */
export const GROUPS = {
  steal: "Steal a credential, or use a stolen one",
  forge: "Forge a credential or a statement",
  trick: "Trick the user's browser",
  guess: "Guess, or simply try",
} as const;

export type Group = keyof typeof GROUPS;

export interface Attack {
  /** In URLs and for `--attack`. */
  id: string;
  /** The row of the matrix. */
  name: string;
  group: Group;
  /** What the attacker does, for someone who is about to guess how it ends. */
  story: string;
  /** Why it ends as it does. */
  lesson: string;
  /** Whether it takes a browser. Without one the row can't be run. */
  browser?: boolean;
  /** Whether the whole ladder has to be served, not the rung alone. */
  ladder?: boolean;
  /** Whether it measures time, and nothing else may run meanwhile. */
  alone?: boolean;
  /** By rung. A rung to which it does not apply is not in it. */
  cells: Record<string, Cell>;
  /** Makes the lab ready. */
  prepare?(range: Range): Promise<unknown>;
  /** The same done honestly, before the attack. Throws unless it works. */
  control(range: Range): Promise<void>;
  attack(range: Range): Promise<Outcome>;
}

/**
 * A rung that withstands the attack.
 *
 * @param because Words of the refusal
 * @param locks Defences, each of which decides alone; in a list, all together
 */
export function holds(
  because: string,
  ...locks: (Defence | Defence[])[]
): Cell {
  return {
    expect: "holds",
    because,
    marks: [],
    locks: locks.map((lock) => [lock].flat()),
  };
}

/** A rung that falls, and why. */
export function breaks(because: string, ...marks: Mark[]): Cell {
  return { expect: "breaks", because, marks, locks: [] };
}

export function at(file: string, text: string): Mark {
  return { file, text };
}

/** The same cell for several rungs. */
export function on(ids: string[], cell: Cell): Record<string, Cell> {
  return Object.fromEntries(ids.map((id) => [id, cell]));
}

/** Throws unless the honest way works, which an attack is measured against. */
export function works(condition: boolean, what: string): void {
  if (!condition) throw new Error(`Control failed: ${what}`);
}
