import { assertEquals } from "@std/assert";
import { changeAt, countCatches, segmentAt } from "./jwt_edit.ts";

Deno.test("changeAt() changes one character", () => {
  assertEquals(changeAt("ABC", 1), "ACC");
  assertEquals(changeAt("_", 0), "A");
  assertEquals(changeAt("a.b", 1), "aAb");
});

Deno.test("segmentAt() names the segment", () => {
  const names = [..."a.b.c.d"].map((_, i) => segmentAt("a.b.c.d", i));
  const dot = "a dot between segments";
  assertEquals(names, [
    ...["the header", dot, "the payload", dot],
    ...["the MAC", dot, "too much"],
  ]);
});

Deno.test("countCatches() tries each position", () => {
  const counts = countCatches(
    "a.b",
    (token) => token.includes(".") ? "mac" : "split",
  );
  assertEquals([...counts], [["mac", 2], ["split", 1]]);
});
