import { assert, assertEquals } from "@std/assert";
import { liveAttack } from "../../attacks/live/live.ts";
import {
  findRecorded,
  readStageEvidence,
} from "../../attacks/runner/recorded.ts";
import { stages } from "../../stages/mod.ts";
import { tellingAttacks } from "./telling.ts";

const picks = stages.map((stage, i) => ({
  id: stage.id,
  below: stages[i - 1]?.id,
  picked: tellingAttacks(
    readStageEvidence(stage.id),
    stages[i - 1]?.id,
    ({ attack }) => liveAttack(attack, stage, 0) !== null,
  ),
}));

for (const { id, below, picked } of picks) {
  Deno.test(`rung ${id}: five attacks, and "refused" is not always right`, () => {
    assertEquals(picked.length, Math.min(5, readStageEvidence(id).length));
    const works = picked.filter(({ verdict }) => verdict === "breaks").length;
    const there = readStageEvidence(id)
      .filter(({ verdict }) => verdict === "breaks").length;
    assertEquals(works, Math.min(3, there));
    const differs = (attack: string, verdict: string) => {
      const before = below && findRecorded(attack, below);
      return before !== undefined && before !== "" &&
        before.verdict !== verdict;
    };
    // Whatever differs is left out only for something that differs as well.
    for (const verdict of ["breaks", "holds"] as const) {
      const of = readStageEvidence(id).filter((cell) =>
        cell.verdict === verdict && differs(cell.attack, verdict)
      );
      const shown = picked.filter((cell) => cell.verdict === verdict);
      const isShown = of.filter((cell) =>
        picked.some(({ attack }) => attack === cell.attack)
      );
      assertEquals(isShown.length, Math.min(of.length, shown.length), verdict);
    }
  });
}

Deno.test('on the ladder, "refused" is right less than every other time', () => {
  const all = picks.flatMap(({ picked }) => picked);
  const refused = all.filter(({ verdict }) => verdict === "holds").length;
  assert(refused * 2 < all.length, `${refused} of ${all.length}`);
});
