import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  ALPHABETS,
  decodeBase64,
  decodeBase64Url,
  encodeBase64,
  encodeBase64Url,
} from "../../../lib/base64.ts";
import { explainDecode, explainEncode } from "./base64_steps.ts";

const CODECS = [
  ["base64", { encode: encodeBase64, decode: decodeBase64 }],
  ["base64url", { encode: encodeBase64Url, decode: decodeBase64Url }],
] as const;

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** What `read` returns, or null if it throws a `SyntaxError`. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    assert(error instanceof SyntaxError, String(error));
    return null;
  }
}

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

Deno.test("explainEncode() and explainDecode() agree with lib/base64.ts on any bytes", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
    for (const [variant, { encode }] of CODECS) {
      const steps = explainEncode(data, variant);
      assertEquals(steps.bytes, [...data]);
      assertEquals(steps.text, encode(data));
      assertEquals(explainDecode(steps.text, variant), steps);
    }
  }));
});

Deno.test("explainDecode() takes the texts that lib/base64.ts takes", () => {
  const symbols = fc.constantFrom(...ALPHABETS.base64, ..."-_= é");
  const taken = { base64: 0, base64url: 0 };
  fc.assert(
    fc.property(fc.array(symbols, { maxLength: 9 }), (symbols) => {
      const text = symbols.join("");
      for (const [variant, { decode }] of CODECS) {
        const bytes = attempt(() => [...decode(text)]);
        assertEquals(attempt(() => explainDecode(text, variant).bytes), bytes);
        if (bytes !== null) taken[variant]++;
      }
    }),
    { numRuns: 3000, seed: 1 },
  );
  assert(Math.min(...Object.values(taken)) > 100, JSON.stringify(taken));
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
