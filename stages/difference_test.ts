/**
 * The difference between neighbouring rungs is the lesson, so it stays short.
 *
 * @module
 */
import { assert } from "@std/assert";
import { diffLines } from "diff";

const LIMITS: [from: string, to: string, lines: number][] = [
  ["01", "03", 70],
  ["03", "04", 110],
  ["04", "05", 100],
  ["05", "06", 110],
];

/** The same in files that both have: the new ones are read by themselves. */
const SHARED_LIMITS: typeof LIMITS = [
  ["04", "08", 90],
];

for (const [from, to, most] of LIMITS) {
  Deno.test(`from stages/${from} to stages/${to} at most ${most} lines change`, () => {
    const changed = countChanged(from, to, () => true);
    assert(changed > 0 && changed <= most, `${changed} lines`);
  });
}

for (const [from, to, most] of SHARED_LIMITS) {
  Deno.test(`from stages/${from} to stages/${to} at most ${most} lines change in files that both have`, () => {
    const changed = countChanged(from, to, (old, now) => old && now);
    assert(changed > 0 && changed <= most, `${changed} lines`);
  });
}

Deno.test("each rung with a login has the same files", () => {
  for (const folder of ["01", "03", "04", "05", "06", "08"]) {
    const names = [...readFolder(folder).keys()];
    for (const name of ["middleware.ts", "login.ts", "mod.ts"]) {
      assert(names.includes(name), `stages/${folder}/${name}`);
    }
  }
});

/** How many lines differ, in files that count: by which of the two have it. */
function countChanged(
  from: string,
  to: string,
  counts: (old: boolean, now: boolean) => boolean,
): number {
  const [old, now] = [readFolder(from), readFolder(to)];
  let changed = 0;
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    if (!counts(old.has(name), now.has(name))) continue;
    const parts = diffLines(old.get(name) ?? "", now.get(name) ?? "");
    for (const { added, removed, count } of parts) {
      if (added || removed) changed += count;
    }
  }
  return changed;
}

/** The code of a rung, by the names of its files. */
function readFolder(name: string): Map<string, string> {
  const folder = `${import.meta.dirname}/${name}`;
  const files = [...Deno.readDirSync(folder)]
    .filter(({ name }) => name.endsWith(".ts"));
  return new Map(
    files.map(({ name }) => [name, Deno.readTextFileSync(`${folder}/${name}`)]),
  );
}
