/**
 * Takes one defence after the other away in a scratch copy, runs the attacks on
 * it, and tells whether just the expected cells have fallen.
 *
 * `deno task mutate [--full] [ID …]`
 *
 * A row that takes a browser is run if one of its cells names a defence that is
 * gone; with `--full` each is run each time.
 *
 * @module
 */
import { attacks } from "../mod.ts";
import { applyPatch, type Mutation, mutations } from "./mutations.ts";
import type { CellResult } from "./runner.ts";

const ROOT = `${import.meta.dirname}/../..`;
const LEFT_OUT = [".git", ".ci", "_fresh", "data", "docs", "node_modules"];

const full = Deno.args.includes("--full");
const ids = Deno.args.filter((arg) => arg !== "--full");
const chosen = mutations.filter(({ id }) =>
  ids.length === 0 || ids.includes(id)
);
let failed = 0;
for (const mutation of chosen) {
  const start = performance.now();
  const problems = await tryMutation(mutation);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  const { without, breaks } = mutation;
  const cells = Object.entries(breaks)
    .map(([attack, rungs]) => `${attack} on ${rungs.join(" ")}`).join(", ");
  const names = without.map(({ name }) => name).join(" and ");
  const sign = problems.length === 0 ? "ok" : "FAILED";
  console.log(
    `${sign} ${mutation.id}: without ${names} → ${
      cells || "all hold"
    } (${seconds} s)`,
  );
  for (const problem of problems) console.log(`  ${problem}`);
  if (problems.length > 0) failed++;
}
console.log(`${chosen.length - failed} passed, ${failed} failed`);
Deno.exit(failed === 0 && chosen.length > 0 ? 0 : 1);

/** What is not as expected; nothing if all is well. */
async function tryMutation(mutation: Mutation): Promise<string[]> {
  const scratch = await Deno.makeTempDir({ prefix: "auth-ladder-mutation-" });
  try {
    copyFolder(ROOT, scratch);
    for (const patch of mutation.without.flatMap(({ patches }) => patches)) {
      const path = `${scratch}/${patch.file}`;
      const source = Deno.readTextFileSync(path);
      Deno.writeTextFileSync(path, applyPatch(source, patch));
    }
    return compare(mutation, await runAttacks(scratch, mutation));
  } catch (error) {
    return [(error as Error).message];
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

function copyFolder(from: string, to: string): void {
  for (const { name, isDirectory } of Deno.readDirSync(from)) {
    if (LEFT_OUT.includes(name)) continue;
    const [source, target] = [`${from}/${name}`, `${to}/${name}`];
    if (isDirectory) {
      Deno.mkdirSync(target);
      copyFolder(source, target);
    } else Deno.copyFileSync(source, target);
  }
}

async function runAttacks(
  cwd: string,
  { without, breaks }: Mutation,
): Promise<CellResult[]> {
  const ids = attacks.filter(({ id, alone, browser, cells }) => {
    // The one that measures time is slow, and no other defence changes it.
    if (alone) return id in breaks;
    const named = Object.values(cells).flatMap(({ locks }) => locks.flat());
    return full || !browser || without.some((it) => named.includes(it));
  }).map(({ id }) => id);
  const args = ["-P=e2e", "attacks/runner/run.ts", "--json", `--attack=${ids}`];
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-check", ...args],
    cwd,
    stdout: "piped",
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  try {
    // The build may have said something before.
    return JSON.parse(decoder.decode(stdout).trim().split("\n").at(-1)!);
  } catch {
    throw new Error(`The attacks did not run: ${decoder.decode(stderr)}`);
  }
}

function compare({ breaks }: Mutation, results: CellResult[]): string[] {
  const fallen = Object.values(breaks).flat().length;
  const seen = results.filter(({ attack, stage }) =>
    breaks[attack]?.includes(stage)
  );
  if (seen.length !== fallen) return ["not all of its cells were run"];
  return results.flatMap(({ attack, stage, verdict, saw }) => {
    const before = attacks.find(({ id }) => id === attack)!.cells[stage].expect;
    const expected = breaks[attack]?.includes(stage) ? "breaks" : before;
    // Another lock behind the one that is gone may refuse with other words.
    const stands = verdict === "unclear" && expected === "holds" &&
      saw?.startsWith("refused, ");
    if (verdict === expected || stands) return [];
    const why = saw === undefined ? "" : `: ${saw}`;
    return [`${attack} on ${stage}: ${verdict}, not ${expected}${why}`];
  });
}
