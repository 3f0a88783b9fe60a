/**
 * What has changed from one run of the attacks to the next, in sentences.
 *
 * @module
 */
import { attacks } from "../mod.ts";
import type { CellResult } from "./runner.ts";

/** How a cell ended, for someone who changes the code. */
type End = "held" | "broke" | "no control" | "not run";

const NOW = { held: "holds", broke: "breaks" } as const;

/**
 * One sentence for each cell that has changed; against what the repository
 * expects where there was no run before. Where the honest way fails there is one
 * for the rung: if everybody is refused, no row proves anything.
 *
 * @param before By attack and rung, with a space between them
 * @param files Those that were saved
 */
export function describeChanges(
  before: ReadonlyMap<string, CellResult>,
  results: CellResult[],
  files: string[],
): string[] {
  const where = files.length === 0 ? "" : ` (${files.join(", ")})`;
  const lines: string[] = [];
  const failed = new Map<string, string[]>();
  const mended = new Map<string, number>();
  for (const result of results) {
    const { attack, stage, saw } = result;
    const { name, cells } = attacks.find(({ id }) => id === attack)!;
    const old = before.get(`${attack} ${stage}`);
    const expect = cells[stage]?.expect;
    // Where nobody has said how it ends, how it ends first is how it is.
    if (old === undefined && expect === undefined) continue;
    const then = old ? endOf(old) : expect === "breaks" ? "broke" : "held";
    const now = endOf(result);
    if (then === now || now === "not run") continue;
    if (now === "no control") {
      const [, needed] = /^Control failed: (.*)/.exec(saw ?? "") ?? [];
      const why = needed ? `needs this: ${needed}` : `stopped: ${saw}`;
      failed.set(stage, [...failed.get(stage) ?? [], `“${name}” ${why}`]);
    } else if (then === "held" || then === "broke") {
      lines.push(`${name}, rung ${stage}: ${then}, now ${NOW[now]}${where}`);
    } else {
      mended.set(stage, (mended.get(stage) ?? 0) + 1);
      // It works again, and is as it was meant to be.
      if (now === (expect === "breaks" ? "broke" : "held")) continue;
      lines.push(`${name}, rung ${stage}: now ${NOW[now]}${where}`);
    }
  }
  for (const [stage, [first, ...more]] of failed) {
    const others = more.length === 0 ? "" : `, and ${more.length} more rows`;
    lines.push(
      `rung ${stage}: the honest way no longer works${where}, so a refusal proves nothing. ${first}${others}`,
    );
  }
  for (const [stage, count] of mended) {
    lines.push(
      `rung ${stage}: the honest way works again in ${count} ${
        count === 1 ? "row" : "rows"
      }${where}`,
    );
  }
  return lines;
}

function endOf({ verdict, saw }: CellResult): End {
  if (verdict === "breaks") return "broke";
  // Another lock may refuse it with other words.
  if (verdict === "holds" || saw?.startsWith("refused, ")) return "held";
  return verdict === "not run" ? "not run" : "no control";
}
