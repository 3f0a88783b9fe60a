import { assertEquals, assertMatch } from "@std/assert";
import { describeChanges } from "./changes.ts";
import type { CellResult } from "./runner.ts";

const FILES = ["lib/http/cookies.ts"];
const ROW = "script on the page reads the credential, rung 4";

function cell(
  verdict: CellResult["verdict"],
  { stage = "4", saw }: { stage?: string; saw?: string } = {},
): CellResult {
  return { attack: "script-reads", stage, verdict, saw, exchanges: [] };
}

function describe(before: CellResult | null, after: CellResult): string[] {
  const known = new Map(
    before === null ? [] : [[`script-reads ${before.stage}`, before]],
  );
  return describeChanges(known, [after], FILES);
}

Deno.test("describeChanges() names the row, the rung, both ends and the file", () => {
  assertEquals(describe(cell("holds"), cell("breaks")), [
    `${ROW}: held, now breaks (lib/http/cookies.ts)`,
  ]);
  assertEquals(describe(cell("breaks"), cell("holds")), [
    `${ROW}: broke, now holds (lib/http/cookies.ts)`,
  ]);
});

Deno.test("describeChanges() is silent about what is as it was", () => {
  assertEquals(describe(cell("breaks"), cell("breaks")), []);
  const otherWords = cell("unclear", { saw: "refused, but not with “x”" });
  assertEquals(describe(cell("holds"), otherWords), []);
});

Deno.test("describeChanges() compares a first run with what the repository says", () => {
  assertEquals(describe(null, cell("holds")), []);
  assertEquals(describe(null, cell("breaks")).length, 1);
  const own = cell("breaks", { stage: "a learner's" });
  assertEquals(describe(null, own), []);
});

Deno.test("describeChanges() says once that the honest way fails, and when it works again", () => {
  const none = cell("unclear", { saw: "Control failed: the user gets in" });
  const [line] = describe(cell("holds"), none);
  assertMatch(
    line,
    /^rung 4: the honest way no longer works.* the user gets in/,
  );
  assertEquals(describe(none, none), []);
  assertMatch(describe(none, cell("holds"))[0], /works again in 1 row/);
  assertEquals(describe(none, cell("breaks")).length, 2);
});
