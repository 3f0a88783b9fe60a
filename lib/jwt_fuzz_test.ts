import { assert, assertEquals } from "@std/assert";
import { fuzzJwt } from "../bench/fuzz_jwt.ts";

Deno.test("verifyJwt() refuses 60,000 mutated tokens, each with the right code", () => {
  const { refused, kinds, codes } = fuzzJwt(60_000, 20260101);
  assertEquals(refused, 60_000);
  assertEquals(Object.keys(codes).toSorted(), [
    "algorithm",
    "claim",
    "expired",
    "malformed",
    "not-yet-valid",
    "signature",
  ]);
  const fewest = Math.min(...Object.values(kinds));
  assert(fewest > 1000, `a kind was tried only ${fewest} times`);
});
