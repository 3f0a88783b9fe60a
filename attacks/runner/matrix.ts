/**
 * Every attack against every rung.
 *
 * @module
 */
import type { Stage } from "../../lib/state.ts";
import { stages } from "../../stages/mod.ts";
import { closeBrowser, openBrowser } from "../../testing/browser.ts";
import { attacks } from "../mod.ts";
import type { Attack } from "./attack.ts";
import { type CellResult, runCell, type Setup } from "./runner.ts";

/** Cells that are run at once: a browser mostly waits. */
const LANES = 3;

/** Runs each cell that is wanted. A rung of a learner's own has every one. */
export async function runMatrix(
  wanted: (attack: Attack, stage: Stage) => boolean,
  onProgress: (line: string) => void = () => {},
): Promise<CellResult[]> {
  const cells = attacks.flatMap((attack) =>
    stages.filter((stage) => isCell(attack, stage) && wanted(attack, stage))
      .map((stage) => ({ attack, stage }))
  );
  const setup = cells.some(({ attack }) => attack.browser)
    ? await prepare()
    : { attach() {}, browser: null };
  const results = new Map<typeof cells[number], CellResult>();
  const runAll = async (queue: typeof cells) => {
    for (let cell; (cell = queue.shift()) !== undefined;) {
      const count = `${results.size + 1}/${cells.length}`;
      onProgress(`${count} rung ${cell.stage.id}: ${cell.attack.name}`);
      results.set(cell, await runCell(cell.attack, cell.stage, setup));
    }
  };
  const shared = cells.filter(({ attack }) => !attack.alone);
  await Promise.all(Array.from({ length: LANES }, () => runAll(shared)));
  await runAll(cells.filter(({ attack }) => attack.alone));
  if (setup.browser !== null) await closeBrowser();
  return cells.map((cell) => results.get(cell)!);
}

function isCell({ cells }: Attack, { id }: Stage): boolean {
  return id in cells || !attacks.some(({ cells }) => id in cells);
}

/**
 * Whether a cell is as the repository says, or it doesn't say, or it could not
 * be run here.
 */
export function isExpected({ attack, stage, verdict }: CellResult): boolean {
  const cell = attacks.find(({ id }) => id === attack)!.cells[stage];
  return verdict === "not run" || verdict === (cell?.expect ?? verdict);
}

/** Builds the pages, and starts the browser if there is one. */
async function prepare(): Promise<Setup> {
  // Only here, because it takes a second that most runs can do without.
  const { Builder } = await import("fresh/dev");
  const builder = new Builder({ root: `${import.meta.dirname}/../..` });
  const attach = await builder.build({ snapshot: "memory" });
  const browser = await openBrowser().catch(() => null);
  return { attach, browser };
}
