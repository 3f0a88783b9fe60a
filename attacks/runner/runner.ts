/**
 * Runs attacks against rungs: for each cell a lab of its own, the control, the
 * attack, and a judgement.
 *
 * @module
 */
import type { App } from "fresh";
import type { Browser } from "playwright-core";
import type { Stage } from "../../lib/state.ts";
import type { State } from "../../lib/state.ts";
import type { Attack, Cell, Outcome, Verdict } from "../attack.ts";
import { type Exchange, redact } from "./exchange.ts";
import { Range } from "./range.ts";

/** What a run of an attack against a rung has come to. */
export interface Result {
  attack: string;
  stage: string;
  /**
   * `unclear`: refused for another reason than the stated one, or the control
   * failed. `not run`: a browser decides, and there is none.
   */
  verdict: Verdict | "unclear" | "not run";
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
): Promise<Result> {
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
  evidence: Exchange[],
  { expect, because }: Cell,
): Omit<Result, "attack" | "stage"> {
  const exchanges = evidence.slice(-MAX_EXCHANGES)
    .map(({ request, answer }) => ({ request, answer }));
  const shown = { saw: saw && redact(saw), measured, exchanges };
  if (broken) return { verdict: "breaks", ...shown };
  const reasons = [saw, ...evidence.map(({ answer }) => answer)].join("\n");
  const stated = expect === "breaks" || reasons.includes(because);
  if (stated) return { verdict: "holds", ...shown };
  return {
    verdict: "unclear",
    ...shown,
    saw: `refused, but not with “${because}”`,
  };
}
