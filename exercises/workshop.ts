/**
 * Makes a tree wrong in a folder of the learner's, and judges what they make of
 * it. The repository itself is only read.
 *
 * @module
 */
import { describeChanges } from "../attacks/runner/changes.ts";
import { applyPatch } from "../attacks/runner/mutations.ts";
import { copyTree, ROOT, runAttacks } from "../attacks/runner/scratch.ts";
import type { Exercise } from "./exercise.ts";

/** Copies the repository into a folder, with the exercise's mistake. */
export function begin({ mistake }: Exercise, folder: string): void {
  Deno.mkdirSync(folder, { recursive: true });
  copyTree(folder);
  // They would give it away.
  Deno.removeSync(`${folder}/exercises`, { recursive: true });
  for (const patch of mistake) {
    const path = `${folder}/${patch.file}`;
    const source = Deno.readTextFileSync(path);
    Deno.writeTextFileSync(path, applyPatch(source, patch));
  }
}

/** Puts the model solution in place: the files as they are in the repository. */
export function solve({ mistake }: Exercise, folder: string): void {
  for (const { file } of mistake) {
    Deno.copyFileSync(`${ROOT}/${file}`, `${folder}/${file}`);
  }
}

/** What is not right yet, in sentences; nothing if it is solved. */
export async function judge(
  { rows, stage, browser }: Exercise,
  folder: string,
): Promise<string[]> {
  // The other rows too: a lock mended must not cost another one.
  const results = await runAttacks(folder, ["--quick", `--stage=${stage}`]);
  if (browser) {
    const args = [`--attack=${rows}`, `--stage=${stage}`];
    results.push(...await runAttacks(folder, args));
  }
  const missing = rows.filter((row) =>
    !results.some(({ attack, verdict }) =>
      attack === row && verdict !== "not run"
    )
  );
  if (missing.length > 0) {
    return [
      `${missing}: could not be run. It takes Chromium; if yours isn't /usr/bin/chromium, set CHROMIUM to its path.`,
    ];
  }
  return describeChanges(new Map(), results, [])
    .map((line) => line.replace("held, now breaks", "the attack works"));
}
