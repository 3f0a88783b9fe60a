/**
 * A copy of the repository to change at will, and the attacks run on a tree.
 *
 * @module
 */
import type { CellResult } from "./runner.ts";

/** The folder of this repository. */
export const ROOT = `${import.meta.dirname}/../..`;

/** What a copy can do without. */
const LEFT_OUT = [".git", ".ci", "_fresh", "data", "node_modules"];

/** Copies the repository into a folder that exists. */
export function copyTree(to: string, from = ROOT): void {
  for (const { name, isDirectory } of Deno.readDirSync(from)) {
    if (from === ROOT && LEFT_OUT.includes(name)) continue;
    const [source, target] = [`${from}/${name}`, `${to}/${name}`];
    if (isDirectory) {
      Deno.mkdirSync(target);
      copyTree(target, source);
    } else Deno.copyFileSync(source, target);
  }
}

/**
 * Runs attacks on a tree, in a process of its own, so that it sees the files as
 * they are now. What needs no browser may do what the lab itself may.
 *
 * @param args As of `deno task attacks`
 * @throws {Error} If they could not be run, with what the process said
 */
export async function runAttacks(
  tree: string,
  args: string[],
  signal?: AbortSignal,
): Promise<CellResult[]> {
  const permissions = args.includes("--quick") ? "-P=start" : "-P=e2e";
  const run = ["run", "--quiet", "--no-check", "--no-prompt", permissions];
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...run, "attacks/runner/run.ts", "--json", ...args],
    cwd: tree,
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
    signal,
  }).output();
  const decoder = new TextDecoder();
  try {
    // The build may have said something before.
    return JSON.parse(decoder.decode(stdout).trim().split("\n").at(-1)!);
  } catch {
    throw new Error(decoder.decode(stderr).trim());
  }
}
