/**
 * Runs the attacks on this tree each time that a file is saved, and tells what
 * has changed: the lab to take apart.
 *
 * `deno task attacks --watch [--attack=ID,…] [--stage=N,…] [--browser]`
 *
 * Without `--browser` only rows that need none are run, which takes seconds.
 *
 * @module
 */
import { describeChanges } from "./changes.ts";
import type { CellResult } from "./runner.ts";
import { ROOT, runAttacks } from "./scratch.ts";

/** Where the lab's code is. What else is saved changes no attack. */
const WATCHED = [
  ...["attacks", "components", "islands", "lib", "routes", "stages", "static"],
  ...["app.ts", "deno.json"],
];
/** An editor may write a file in several steps. */
const SETTLED_MS = 80;
const MAX_ERROR_LINES = 8;

interface WatchOptions {
  attack?: string;
  stage?: string;
  browser: boolean;
}

/** Watches until it is ended. */
export async function watch(options: WatchOptions): Promise<never> {
  const args = [
    ...options.browser ? [] : ["--quick"],
    ...options.attack === undefined ? [] : [`--attack=${options.attack}`],
    ...options.stage === undefined ? [] : [`--stage=${options.stage}`],
  ];
  const rung = options.stage === undefined
    ? "every rung"
    : `rung ${options.stage.replaceAll(",", ", ")}`;
  const watcher = Deno.watchFs(WATCHED.map((name) => `${ROOT}/${name}`));
  const saves = savesOf(watcher);
  console.log(`Watching ${rung}. Save a file to see what it changes.`);
  let known = new Map<string, CellResult>();
  let running = new AbortController();
  let saved = new Set<string>();
  let last = run([]);
  for await (const files of saves) {
    running.abort();
    await last;
    running = new AbortController();
    // Those of a run that was cut short count for the next one.
    saved = saved.union(new Set(files));
    last = run([...saved]);
  }
  throw new Error("The files can't be watched any more");

  async function run(files: string[]): Promise<void> {
    const { signal } = running;
    const start = performance.now();
    try {
      const results = await runAttacks(ROOT, args, signal);
      if (signal.aborted) return;
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      const silence = known.size === 0
        ? "All is as it should be"
        : "Nothing has changed";
      const lines = describeChanges(known, results, files);
      tell(lines, silence, results.length, seconds);
      known = new Map(
        results.map((it) => [`${it.attack} ${it.stage}`, it]),
      );
      saved.clear();
    } catch (error) {
      if (signal.aborted) return;
      const lines = (error as Error).message.split("\n")
        .filter((line) =>
          line.trim() !== "" && !/^Stack backtrace|^ +\d+: /.test(line)
        );
      console.log(`It can't be run now (${files.join(", ")}):`);
      console.log(lines.slice(0, MAX_ERROR_LINES).join("\n"));
    }
  }
}

function tell(
  lines: string[],
  silence: string,
  count: number,
  seconds: string,
): void {
  for (const line of lines) console.log(line);
  if (count === 0) {
    return console.log("None of these rows runs without --browser.");
  }
  const cells = `${count} ${count === 1 ? "cell" : "cells"} in ${seconds} s`;
  console.log(lines.length === 0 ? `${silence}: ${cells}.` : cells);
}

/** The files that were saved, as soon as no more are for a moment. */
async function* savesOf(watcher: Deno.FsWatcher): AsyncGenerator<string[]> {
  const files = new Set<string>();
  let wake = () => {};
  (async () => {
    for await (const { kind, paths } of watcher) {
      if (kind === "access") continue;
      for (const path of paths) {
        if (!/(?<!_test)\.(tsx?|js|css|json)$/.test(path)) continue;
        files.add(relative(path));
        wake();
      }
    }
  })();
  while (true) {
    if (files.size === 0) await new Promise<void>((done) => wake = done);
    for (let before = -1; before !== files.size;) {
      before = files.size;
      await new Promise((done) => setTimeout(done, SETTLED_MS));
    }
    const saved = [...files].sort();
    files.clear();
    yield saved;
  }
}

function relative(path: string): string {
  return path.slice(Deno.realPathSync(ROOT).length + 1);
}
