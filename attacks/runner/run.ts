/**
 * Runs attacks against rungs and prints the matrix.
 *
 * `deno task attacks [--attack=ID,…] [--stage=N,…] [--quick] [--write] [--json]`
 *
 * `--quick` leaves out what takes a browser, or measures time. With `--watch`
 * they are run again whenever a file is saved: see `watch.ts`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { stages } from "../../stages/mod.ts";
import { attacks } from "../mod.ts";
import { isExpected, runMatrix } from "./matrix.ts";
import type { CellResult } from "./runner.ts";
import { insertTable, markdownTable } from "./table.ts";
import { watch } from "./watch.ts";

const ROOT = new URL("../../", import.meta.url);
const PROGRESS_WIDTH = 72;

async function main() {
  const { values: flags } = parseArgs({
    args: Deno.args,
    options: {
      attack: { type: "string" },
      stage: { type: "string" },
      quick: { type: "boolean", default: false },
      watch: { type: "boolean", default: false },
      browser: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const chosenAttacks = choose("attack", attacks, flags.attack);
  const chosenStages = choose("stage", stages, flags.stage);
  if (flags.watch) {
    const { attack, stage, browser } = flags;
    return await watch({ attack, stage, browser });
  }
  const start = performance.now();
  const results = await runMatrix(
    (attack, stage) =>
      chosenAttacks.includes(attack) && chosenStages.includes(stage) &&
      !(flags.quick && (attack.browser || attack.alone)),
    (line) => progress(line),
  );
  progress("");
  if (flags.json) console.log(JSON.stringify(results));
  else report(results);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.error(`${results.length} cells in ${seconds} s`);
  const wrong = results.filter((result) => !isExpected(result));
  if (flags.write) write(results, wrong.length === 0);
  Deno.exit(wrong.length === 0 ? 0 : 1);
}

function choose<Item extends { id: string }>(
  what: string,
  all: readonly Item[],
  ids: string | undefined,
): readonly Item[] {
  if (ids === undefined) return all;
  return ids.split(",").map((id) => {
    const found = all.find((item) => item.id === id);
    if (found !== undefined) return found;
    const known = all.map(({ id }) => id).join(", ");
    console.error(`There is no ${what} "${id}". Type one of: ${known}.`);
    Deno.exit(2);
  });
}

function progress(line: string): void {
  if (!Deno.stderr.isTerminal()) return;
  const text = `\r${line.slice(0, PROGRESS_WIDTH).padEnd(PROGRESS_WIDTH)}\r`;
  Deno.stderr.writeSync(new TextEncoder().encode(text));
}

function report(results: CellResult[]): void {
  console.log(markdownTable((attack, stage) => {
    return results.find((result) =>
      result.attack === attack && result.stage === stage
    )?.verdict ?? (stage in cellsOf(attack) ? "" : "—");
  }));
  for (const result of results) {
    const { attack, stage, verdict, saw, measured } = result;
    if (measured) console.log(`rung ${stage}, ${attack}: ${measured}`);
    if (isExpected(result)) continue;
    const { expect } = cellsOf(attack)[stage];
    console.log(`\nrung ${stage}, ${attack}: ${verdict}, expected ${expect}`);
    for (const { request, answer } of result.exchanges) {
      console.log(`${request}\n→ ${answer}`.replace(/^/gm, "  "));
    }
    if (saw) console.log(`  ${saw}`);
  }
}

function cellsOf(attack: string) {
  return attacks.find(({ id }) => id === attack)!.cells;
}

/** Records a full and expected run for the page `/attacks` and `docs/matrix.md`. */
function write(results: CellResult[], expected: boolean): void {
  const all = attacks.flatMap(({ cells }) => Object.keys(cells));
  const ran = results.filter(({ verdict }) => verdict !== "not run");
  if (!expected || ran.length !== all.length) {
    console.error("Not written: only a full run that is as expected is.");
    return;
  }
  const kept = results.map(({ measured: _, ...kept }) => kept);
  Deno.writeTextFileSync(
    new URL("attacks/runner/matrix.json", ROOT),
    `${JSON.stringify(kept, null, 2)}\n`,
  );
  const readme = new URL("docs/matrix.md", ROOT);
  const table = markdownTable((attack, stage) =>
    results.find((result) => result.attack === attack && result.stage === stage)
      ?.verdict ?? "—"
  );
  Deno.writeTextFileSync(
    readme,
    insertTable(Deno.readTextFileSync(readme), table),
  );
}

if (import.meta.main) await main();
