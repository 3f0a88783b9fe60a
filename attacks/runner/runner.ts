/**
 * Runs attacks against rungs: for each cell a lab of its own, the control, the
 * attack, and a judgement.
 *
 * @module
 */
import type { App } from "fresh";
import type { Browser } from "playwright-core";
import type { Stage, State } from "../../lib/state.ts";
import type { Attack, Cell, Outcome } from "./attack.ts";
import { Range } from "./range.ts";
import { type Recorded, redact } from "./record.ts";

/** How an attack against a rung ended. */
export interface CellResult {
  attack: string;
  stage: string;
  /**
   * `unclear`: refused for another reason than the stated one, or the control
   * failed. `not run`: it takes a browser, and there is none.
   */
  verdict: "breaks" | "holds" | "unclear" | "not run";
  /** What the attacker or the browser saw, or why it is unclear. */
  saw?: string;
  /** The requests that decided, and their answers. */
  exchanges: { request: string; answer: string }[];
  /** What differs from run to run. */
  measured?: string;
}

export interface Setup {
  /** Gives an app its pages. */
  attach: (app: App<State>) => void;
  /** Null where there is none. */
  browser: Browser | null;
}

const MAX_EXCHANGES = 6;

/** Runs one attack against one rung, in a lab of its own. */
export async function runCell(
  attack: Attack,
  stage: Stage,
  { attach, browser }: Setup,
): Promise<CellResult> {
  const ids = { attack: attack.id, stage: stage.id };
  if (attack.browser && browser === null) {
    return { ...ids, verdict: "not run", exchanges: [] };
  }
  try {
    const { ladder } = attack;
    await using range = await Range.open(stage, { ladder, attach, browser });
    await attack.prepare?.(range);
    await attack.control(range);
    const outcome = await attack.attack(range);
    const evidence = outcome.evidence ?? range.exchanges.slice(-1);
    return { ...ids, ...judge(outcome, evidence, attack.cells[stage.id]) };
  } catch (error) {
    const [saw] = String((error as Error).message).split("\n");
    return { ...ids, verdict: "unclear", saw: redact(saw), exchanges: [] };
  }
}

function judge(
  { broken, saw, measured }: Outcome,
  evidence: Recorded[],
  cell: Cell | undefined,
): Omit<CellResult, "attack" | "stage"> {
  const exchanges = evidence.slice(-MAX_EXCHANGES)
    .map(({ request, answer }) => ({ request, answer }));
  const shown = { saw: saw && redact(saw), measured, exchanges };
  if (broken) return { verdict: "breaks", ...shown };
  const reasons = [saw, ...evidence.map(({ answer }) => answer)].join("\n");
  // Nobody has said what a rung of a learner's own does.
  if (cell === undefined) return { verdict: "holds", ...shown };
  const { expect, because } = cell;
  const stated = expect === "breaks" || reasons.includes(because);
  if (stated) return { verdict: "holds", ...shown };
  return {
    verdict: "unclear",
    ...shown,
    saw: `refused, but not with “${because}”`,
  };
}
