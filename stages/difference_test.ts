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
  ["06", "07", 90],
  ["04", "08", 90],
];

/** Files that are new on one rung, and are read as a whole. */
const READ_BY_THEMSELVES = new Set([
  ...["confirm.ts", "cookie.ts", "new_password.ts"],
  ...["password.ts", "refresh.ts", "sessions.ts"],
]);

for (const [from, to, most] of LIMITS) {
  Deno.test(`from stages/${from} to stages/${to} at most ${most} lines change`, () => {
    const [old, now] = [readFolder(from), readFolder(to)];
    const names = new Set([...old.keys(), ...now.keys()])
      .difference(READ_BY_THEMSELVES);
    let changed = 0;
    for (const name of names) {
      const parts = diffLines(old.get(name) ?? "", now.get(name) ?? "");
      for (const { added, removed, count } of parts) {
        if (added || removed) changed += count;
      }
    }
    assert(changed > 0 && changed <= most, `${changed} lines`);
  });
}

Deno.test("each rung with a login has the same files", () => {
  for (const folder of ["01", "03", "04", "05", "06", "07", "08"]) {
    const names = [...readFolder(folder).keys()];
    for (const name of ["middleware.ts", "login.ts", "mod.ts"]) {
      assert(names.includes(name), `stages/${folder}/${name}`);
    }
  }
});

/** The code of a rung, by the names of its files. */
function readFolder(name: string): Map<string, string> {
  const folder = `${import.meta.dirname}/${name}`;
  const files = [...Deno.readDirSync(folder)]
    .filter(({ name }) => name.endsWith(".ts"));
  return new Map(
    files.map(({ name }) => [name, Deno.readTextFileSync(`${folder}/${name}`)]),
  );
}
