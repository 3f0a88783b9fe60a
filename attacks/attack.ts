/**
 * What an attack is: the same steps against every rung, with what each rung is
 * expected to do about it.
 *
 * @module
 */
import type { Exchange } from "./runner/exchange.ts";
import type { Range } from "./runner/range.ts";

/** `breaks`: the attacker gets in or learns the secret. `holds`: they don't. */
export type Verdict = "breaks" | "holds";

/** A place in the source, found by its text: it can't go stale unseen. */
export interface Mark {
  file: string;
  /** What stands there, white space aside. */
  text: string;
}

/** What one rung is expected to do about an attack. */
export interface Cell {
  expect: Verdict;
  /**
   * Why: for `holds`, words that the refusal must contain, so that a rung that
   * is down or a path that is wrong is no success; for `breaks`, for people.
   */
  because: string;
  /** The lines that decide. */
  marks: Mark[];
}

/** What an attack has come to. */
export interface Outcome {
  broken: boolean;
  /** What the attacker or the browser saw, besides the server's answers. */
  saw?: string;
  /** Numbers that differ from run to run; printed, not recorded. */
  measured?: string;
  /** The requests that decided. Default: the last one. */
  evidence?: Exchange[];
}

export interface Attack {
  /** In URLs and for `--attack`. */
  id: string;
  /** The row of the matrix. */
  name: string;
  /** What the attacker does, for someone who is about to guess how it ends. */
  story: string;
  /** Why it ends as it does. */
  lesson: string;
  /** Whether a browser decides: without one the row can't be run. */
  browser?: boolean;
  /** Whether the whole ladder has to be served, not the rung alone. */
  ladder?: boolean;
  /** By rung; a rung to which it does not apply is not in it. */
  cells: Record<string, Cell>;
  /** Whether it measures time, and nothing else may run meanwhile. */
  alone?: boolean;
  /** Makes the lab ready. */
  prepare?(range: Range): Promise<unknown>;
  /** The same done honestly, before the attack. Throws unless it works. */
  control(range: Range): Promise<void>;
  attack(range: Range): Promise<Outcome>;
}

/** A rung that is expected to stand the attack, and the words it does it with. */
export function holds(because: string, ...marks: Mark[]): Cell {
  return { expect: "holds", because, marks };
}

/** A rung that is expected to fall, and why. */
export function breaks(because: string, ...marks: Mark[]): Cell {
  return { expect: "breaks", because, marks };
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
