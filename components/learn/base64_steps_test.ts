import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { explainDecode, explainEncode } from "./base64_steps.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

Deno.test("explainEncode() shows each step of a whole group", () => {
  assertEquals(explainEncode(bytesOf("Man"), "base64"), {
    bytes: [77, 97, 110],
    bits: "010011010110000101101110",
    unusedBits: 0,
    sixes: ["010011", "010110", "000101", "101110"],
    numbers: [19, 22, 5, 46],
    symbols: ["T", "W", "F", "u"],
    padding: "",
    text: "TWFu",
  });
});

Deno.test("explainEncode() shows what fills up a short group", () => {
  const two = explainEncode(bytesOf("Ma"), "base64");
  assertEquals(two.sixes, ["010011", "010110", "000100"]);
  assertEquals([two.unusedBits, two.padding, two.text], [2, "=", "TWE="]);
  const one = explainEncode(bytesOf("M"), "base64url");
  assertEquals(one.sixes, ["010011", "010000"]);
  assertEquals([one.unusedBits, one.padding, one.text], [4, "", "TQ"]);
});

Deno.test("explainDecode() shows the same steps as explainEncode()", () => {
  fc.assert(fc.property(fc.uint8Array(), fc.boolean(), (data, padded) => {
    for (const variant of ["base64", "base64url"] as const) {
      const steps = explainEncode(data, variant, padded);
      assertEquals(steps.bytes, [...data]);
      assertEquals(explainDecode(steps.text, variant, padded), steps);
    }
  }));
});

Deno.test("explainDecode() says why it refuses a text", () => {
  const refused: [string, string][] = [
    ["TQ=", "padding"],
    ["TQ", "padding"],
    ["TWFu=", "padding"],
    ["TR==", "unused bits"],
    ["TWF=", "unused bits"],
    ["T===", "position 1"],
    ["TW-u", "position 2"],
    ["TWFuT", "too few bits"],
  ];
  for (const [text, problem] of refused) {
    assertThrows(
      () => explainDecode(text, "base64"),
      SyntaxError,
      problem,
      text,
    );
  }
});
