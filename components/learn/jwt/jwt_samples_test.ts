import { assert, assertEquals } from "@std/assert";
import { explainJwt, findFailed } from "./jwt_explain.ts";
import { changeAt, SAMPLE_KEY, SAMPLES } from "./jwt_samples.ts";
import { readKey } from "./KeyFields.tsx";

Deno.test("each sample fails where its name says, or is accepted", () => {
  const now = 1_800_000_000;
  const key = readKey(SAMPLE_KEY);
  const failed = SAMPLES.map(({ name, audience, make }) => {
    const failed = findFailed(explainJwt(make(now), key, { audience, now }));
    return [name, failed && `${failed.name} ${failed.error.code}`];
  });
  assertEquals(Object.fromEntries(failed), {
    "As rung 5 signs it": undefined,
    "As rung 6 signs it": undefined,
    "alg: none": "algorithm algorithm",
    "Edited payload": "mac signature",
    "Expired": "claims expired",
    "Of another rung": "claims claim",
    "Alias of the last character": "decode malformed",
  });
});

Deno.test("the alias has the same bytes as the MAC for a lax decoder", () => {
  const [good, alias] = ["As rung 5 signs it", "Alias of the last character"]
    .map((name) => SAMPLES.find((sample) => sample.name === name)!.make(0));
  assert(good !== alias);
  const lax = (token: string) =>
    atob(token.split(".")[2].replaceAll("-", "+").replaceAll("_", "/"));
  assertEquals(lax(alias), lax(good));
});

Deno.test("changeAt() changes one character", () => {
  assertEquals(changeAt("ABC", 1), "ACC");
  assertEquals(changeAt("_", 0), "A");
  assertEquals(changeAt("a.b", 1), "aAb");
});
