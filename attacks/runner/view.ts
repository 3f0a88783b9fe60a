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
  const at = attack && (stage ? anchorOf({ attack, stage }) : attack);
  const query = [
    without && `without=${encodeURIComponent(without.id)}`,
    rows !== "all" && `rows=${rows}`,
    at && `show=${at}`,
  ].filter((it) => it).join("&");
  const search = query && `?${query}`;
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
  if (view.rows === "all") return attacks;
  return attacks.filter(({ id }) => {
    const verdicts = stages.map((stage) => verdictIn(view, id, stage.id));
    const known = new Set(verdicts.filter((verdict) => verdict !== null));
    if (view.rows === "fell") return known.has("falls");
    return known.size > 1;
  });
}
