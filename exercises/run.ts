/**
 * Exercises: a tree with a mistake, to be found and mended.
 *
 * `deno task exercise [NN] [--check | --hint | --solve | --again] [--folder=…]`
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { attacks } from "../attacks/mod.ts";
import type { Exercise } from "./exercise.ts";
import { exercises } from "./mod.ts";
import { begin, judge, solve } from "./workshop.ts";

/** Beside the repository, so that nothing in it is changed. */
const FOLDERS = new URL("../../auth-ladder-exercises/", import.meta.url);

const { values: flags, positionals: [chosen] } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: "boolean", default: false },
    hint: { type: "boolean", default: false },
    solve: { type: "boolean", default: false },
    again: { type: "boolean", default: false },
    folder: { type: "string" },
  },
});
if (chosen === undefined) list();
else await run(chosen);

function list(): void {
  for (const { name, stage, complaint } of exercises) {
    console.log(`${name}, rung ${stage}\n  ${complaint}\n`);
  }
  console.log(`Begin one with: deno task exercise ${numberOf(exercises[0])}`);
}

async function run(chosen: string): Promise<void> {
  const exercise = exercises.find((it) =>
    it.name === chosen || numberOf(it) === chosen.padStart(2, "0")
  );
  if (exercise === undefined) {
    return fail(`There is no exercise "${chosen}". See: deno task exercise`);
  }
  const number = numberOf(exercise);
  const folder = flags.folder ??
    fileURLToPath(new URL(exercise.name, FOLDERS));
  const isThere = exists(folder);
  const wantsMore = flags.check || flags.hint || flags.solve;
  if (wantsMore && !isThere) {
    return fail(`Begin it first: deno task exercise ${number}`);
  }
  if (flags.check) return await check(exercise, folder);
  if (flags.hint) return hint(exercise, folder);
  if (flags.solve) {
    solve(exercise, folder);
    console.log(`Solved for you in ${folder}. Compare with what you had.`);
    return;
  }
  if (isThere && !flags.again) {
    return fail(
      `You have begun it, in ${folder}. Start over with: deno task exercise ${number} --again`,
    );
  }
  if (isThere) Deno.removeSync(folder, { recursive: true });
  begin(exercise, folder);
  introduce(exercise, folder);
}

function introduce({ name, stage, complaint, rows }: Exercise, folder: string) {
  const number = name.slice(0, 2);
  console.log(`${complaint}

This copy of the lab has the mistake: ${folder}
It shows on rung ${stage} as: ${rows.map(titleOf).join("; ")}.

See it there:  cd ${folder} && deno task start --stage=${stage}
Then mend it there, and come back here to ask:
  deno task exercise ${number} --check   whether it is right
  deno task exercise ${number} --hint    where to look`);
}

async function check(exercise: Exercise, folder: string): Promise<void> {
  try {
    const wrong = await judge(exercise, folder);
    if (wrong.length === 0) console.log(`Right.\n\n${exercise.explanation}`);
    else fail(["Not yet:", ...wrong].join("\n  "));
  } catch (error) {
    fail(`It can't be run:\n${(error as Error).message}`);
  }
}

/** One hint more each time. How many were given is kept in the folder. */
function hint({ hints }: Exercise, folder: string): void {
  const path = `${folder}/.hints`;
  const given = exists(path) ? Number(Deno.readTextFileSync(path)) : 0;
  const count = Math.min(given + 1, hints.length);
  Deno.writeTextFileSync(path, `${count}`);
  console.log(hints.slice(0, count).join("\n"));
  if (count === hints.length) console.log("There are no more hints.");
}

function numberOf({ name }: Exercise): string {
  return name.slice(0, 2);
}

function titleOf(row: string): string {
  return attacks.find(({ id }) => id === row)!.name;
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path) !== null;
  } catch {
    return false;
  }
}

function fail(message: string): void {
  console.log(message);
  Deno.exitCode = 1;
}
