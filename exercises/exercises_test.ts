import { assert, assertEquals } from "@std/assert";
import { attacks } from "../attacks/mod.ts";
import { ROOT, runAttacks } from "../attacks/runner/scratch.ts";
import { exercises } from "./mod.ts";
import { begin, judge, solve } from "./workshop.ts";

/** Those that can be tried without a browser. */
const quick = exercises.filter(({ browser }) => !browser);

Deno.test("each exercise has its folder, its rung's rows and enough to say", async () => {
  for (const { name, stage, rows, hints, browser } of exercises) {
    await Deno.stat(new URL(`${name}/exercise.ts`, import.meta.url));
    assert(hints.length > 0, name);
    for (const row of rows) {
      const attack = attacks.find(({ id }) => id === row)!;
      assertEquals(attack.cells[stage].expect, "holds", `${name}: ${row}`);
      assertEquals(attack.browser ?? false, browser ?? false, name);
    }
  }
});

Deno.test("each exercise fails its rows and no others, until it is solved", async (t) => {
  const judged = new Set<string>();
  for (const exercise of quick) {
    await t.step(exercise.name, async () => {
      const folder = await Deno.makeTempDir({
        prefix: "auth-ladder-exercise-",
      });
      try {
        begin(exercise, folder);
        const args = ["--quick", `--stage=${exercise.stage}`];
        const fallen = (await runAttacks(folder, args))
          .filter(({ attack, stage, verdict }) =>
            verdict === "breaks" && isHeld(attack, stage)
          );
        assertEquals(
          fallen.map(({ attack }) => attack).sort(),
          exercise.rows.toSorted(),
        );
        solve(exercise, folder);
        for (const { file } of exercise.mistake) {
          const text = await Deno.readTextFile(`${folder}/${file}`);
          assertEquals(text, await Deno.readTextFile(`${ROOT}/${file}`));
        }
        // Once it is solved, one copy is like the other.
        if (judged.has(exercise.stage)) return;
        judged.add(exercise.stage);
        assertEquals(await judge(exercise, folder), []);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    });
  }
});

function isHeld(attack: string, stage: string): boolean {
  return attacks.find(({ id }) => id === attack)!.cells[stage].expect ===
    "holds";
}
