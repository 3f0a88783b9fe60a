/**
 * Takes one defence after the other away in a scratch copy, runs the attacks on
 * it, and tells whether just the expected cells have fallen.
 *
 * `deno task mutate [--full] [--write] [--stale] [ID …]`
 *
 * A row that takes a browser is run if one of its cells names a defence that is
 * gone; with `--full` each is run each time. `--write` records what has changed,
 * for the page `/attacks`; `--stale` picks those whose record is out of date.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { attacks } from "../mod.ts";
import {
  basisOf,
  type Changes,
  isStale,
  type MutationRecord,
  recordedMutations,
  rowsOf,
} from "./mutated.ts";
import { applyPatch, type Mutation, mutations } from "./mutations.ts";
import type { CellResult } from "./runner.ts";
import { copyTree, ROOT, runAttacks } from "./scratch.ts";

const RECORD = `${ROOT}/attacks/runner/mutations.json`;
const MAX_ANSWER = 160;

const { values: flags, positionals: ids } = parseArgs({
  args: Deno.args,
  allowPositionals: true,
  options: {
    full: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    stale: { type: "boolean", default: false },
  },
});
for (const id of ids) {
  if (mutations.some((mutation) => mutation.id === id)) continue;
  console.error(`There is no mutation "${id}".`);
  Deno.exit(2);
}
const chosen = mutations.filter((mutation) =>
  (ids.length === 0 || ids.includes(mutation.id)) &&
  (!flags.stale || isStale(mutation, flags.full))
);
let failed = 0;
for (const mutation of chosen) {
  const start = performance.now();
  const { problems, changes } = await tryMutation(mutation);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  const { id, without, breaks } = mutation;
  const cells = Object.entries(breaks)
    .map(([attack, rungs]) => `${attack} on ${rungs.join(" ")}`).join(", ");
  const names = without.map(({ name }) => name).join(" and ");
  const sign = problems.length === 0 ? "ok" : "FAILED";
  console.log(
    `${sign} ${id}: without ${names} → ${cells || "all hold"} (${seconds} s)`,
  );
  for (const problem of problems) console.log(`  ${problem}`);
  if (problems.length > 0) failed++;
  else if (flags.write) write(mutation, changes);
}
console.log(`${chosen.length - failed} passed, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);

/** What has changed, and what of that is not as expected. */
async function tryMutation(
  mutation: Mutation,
): Promise<{ problems: string[]; changes: Changes }> {
  const scratch = await Deno.makeTempDir({ prefix: "auth-ladder-mutation-" });
  try {
    copyTree(scratch);
    for (const patch of mutation.without.flatMap(({ patches }) => patches)) {
      const path = `${scratch}/${patch.file}`;
      const source = Deno.readTextFileSync(path);
      Deno.writeTextFileSync(path, applyPatch(source, patch));
    }
    const rows = rowsOf(mutation, flags.full);
    const results = await runAttacks(scratch, [`--attack=${rows}`]);
    const changes = changesOf(results);
    return { problems: compare(mutation, results, changes), changes };
  } catch (error) {
    const { message } = error as Error;
    const problems = [`The attacks did not run: ${message}`];
    return { problems, changes: { breaks: {}, holds: {} } };
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

/** The cells that end otherwise now, or are refused with other words. */
function changesOf(results: CellResult[]): Changes {
  const changes: Changes = { breaks: {}, holds: {} };
  for (const result of results) {
    const { attack, stage, verdict, saw, exchanges } = result;
    const { expect } = cellOf(result);
    if (verdict === "breaks" && expect === "holds") {
      const [last] = exchanges.at(-1)?.answer.split("\n") ?? [];
      (changes.breaks[attack] ??= {})[stage] = (saw ?? last ?? "")
        .slice(0, MAX_ANSWER);
    } else if (isRefused(result)) {
      const reasons = exchanges.flatMap(({ answer }) =>
        [...answer.matchAll(/^log: .*? from \S+: (.*)$/gm)].map(([, it]) => it)
      );
      (changes.holds[attack] ??= {})[stage] = [...new Set(reasons)].join("; ")
        .slice(0, MAX_ANSWER);
    }
  }
  return changes;
}

/** Whether another lock, behind the one that is gone, has refused it. */
function isRefused({ verdict, saw }: CellResult): boolean {
  return verdict === "unclear" && saw?.startsWith("refused, ") === true;
}

function cellOf({ attack, stage }: CellResult) {
  return attacks.find(({ id }) => id === attack)!.cells[stage];
}

/** What is not as expected, or not as it is recorded. */
function compare(
  mutation: Mutation,
  results: CellResult[],
  changes: Changes,
): string[] {
  const { id, breaks } = mutation;
  const fallen = Object.values(breaks).flat().length;
  const seen = results.filter(({ attack, stage }) =>
    breaks[attack]?.includes(stage)
  );
  if (seen.length !== fallen) return ["not all of its cells were run"];
  const problems = results.flatMap((result) => {
    const { attack, stage, verdict, saw } = result;
    const expected = breaks[attack]?.includes(stage)
      ? "breaks"
      : cellOf(result).expect;
    if (verdict === expected) return [];
    if (isRefused(result) && expected === "holds") return [];
    const why = saw === undefined ? "" : `: ${saw}`;
    return [`${attack} on ${stage}: ${verdict}, not ${expected}${why}`];
  });
  const known = recordedMutations[id];
  if (problems.length === 0 && !flags.write && known !== undefined) {
    const [now, then] = [changes, known.changes].map(({ breaks }) =>
      JSON.stringify(keys(breaks))
    );
    if (now !== then) problems.push(`recorded: ${then}, seen: ${now}`);
  }
  return problems;
}

function keys(cells: Changes["breaks"]): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(cells).map((
      [attack, rungs],
    ) => [attack, Object.keys(rungs)]),
  );
}

/** Records one mutation, and drops those that are none any more. */
function write(mutation: Mutation, changes: Changes): void {
  const old: Record<string, MutationRecord> = JSON.parse(
    Deno.readTextFileSync(RECORD),
  );
  const { full } = flags;
  old[mutation.id] = { basis: basisOf(mutation, full), full, changes };
  const kept = mutations.filter(({ id }) => id in old)
    .map(({ id }) => [id, old[id]]);
  const text = JSON.stringify(Object.fromEntries(kept), null, 2);
  Deno.writeTextFileSync(RECORD, `${text}\n`);
}
