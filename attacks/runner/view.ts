/**
 * What someone wants to see of the matrix. It is all in the address, so that it
 * takes no script, and can be sent to somebody.
 *
 * @module
 */
import { attacks } from "../mod.ts";
import { recordedMutations } from "./mutated.ts";
import { type Mutation, mutations } from "./mutations.ts";
import { anchorOf, findRecorded } from "./recorded.ts";
import { stages } from "../../stages/mod.ts";

/** Which rows, and how the link to them reads. */
export const ROWS: Record<string, string> = {
  all: "All attacks",
  differ: "Where rungs differ",
  fell: "Where something fell",
};

export interface View {
  /** A key of `ROWS`. */
  rows: string;
  /** The lock that is off. */
  without: Mutation | null;
  /** The cell, or the attack, whose evidence is shown. */
  attack: string | null;
  stage: string | null;
}

/** The whole matrix, with all locks on. */
export const ALL: View = {
  rows: "all",
  without: null,
  attack: null,
  stage: null,
};

/** Reads an address; whatever it says that is unknown counts as not said. */
export function readView({ searchParams }: URL): View {
  const rows = searchParams.get("rows") ?? "";
  const without = mutations.find(({ id }) =>
    id === searchParams.get("without") && id in recordedMutations
  );
  const [, id, stage] = /^(.+?)(?:-([\d.]+))?$/
    .exec(searchParams.get("show") ?? "") ?? [];
  const attack = attacks.find((attack) => attack.id === id);
  return {
    rows: Object.hasOwn(ROWS, rows) ? rows : "all",
    without: without ?? null,
    attack: attack?.id ?? null,
    stage: attack && stage in attack.cells ? stage : null,
  };
}

/** The address of another view. */
export function viewHref(view: View, change: Partial<View>): string {
  const { rows, without, attack, stage } = { ...view, ...change };
  const query = new URLSearchParams();
  if (without !== null) query.set("without", without.id);
  if (rows !== "all") query.set("rows", rows);
  const at = attack && (stage ? anchorOf({ attack, stage }) : attack);
  if (at) query.set("show", at);
  const search = query.size === 0 ? "" : `?${query}`;
  return `/attacks${search}#${"attack" in change ? at : "matrix"}`;
}

/** How a cell ends in a view; null where the attack does not apply. */
export function verdictIn(
  { without }: View,
  attack: string,
  stage: string,
): string | null {
  const fell = without !== null &&
    recordedMutations[without.id].changes.breaks[attack]?.[stage];
  return fell !== undefined && fell !== false
    ? "falls"
    : findRecorded(attack, stage)?.verdict ?? null;
}

/** The attacks that a view has a row for. */
export function rowsIn(view: View) {
  return attacks.filter(({ id }) => {
    const verdicts = stages.map((stage) => verdictIn(view, id, stage.id));
    const known = new Set(verdicts.filter((verdict) => verdict !== null));
    if (view.rows === "fell") return known.has("falls");
    return view.rows === "all" || known.size > 1;
  });
}
