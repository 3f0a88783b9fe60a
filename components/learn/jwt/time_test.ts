import { assertEquals } from "@std/assert";
import { dateOf, distance } from "./time.ts";

Deno.test("dateOf() gives a date, or null", () => {
  assertEquals(dateOf(1_700_000_000), "2023-11-14 22:13:20 UTC");
  assertEquals(dateOf(1.5), "1970-01-01 00:00:01 UTC");
  for (const value of ["1", null, undefined, NaN, Infinity, 1e300]) {
    assertEquals(dateOf(value), null);
  }
});

Deno.test("distance() counts down, and up", () => {
  for (
    const [seconds, words] of [
      [1, "in 1 s"],
      [0, "0 s ago"],
      [-59, "59 s ago"],
      [60, "in 1 min 0 s"],
      [599, "in 9 min 59 s"],
      [3600, "in 1 h 0 min"],
      [-90_000, "1 d 1 h ago"],
    ] as const
  ) assertEquals(distance(1000 + seconds, 1000), words);
});
