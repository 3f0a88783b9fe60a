import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { encodeBase64, encodeBase64Url } from "../../../lib/base64.ts";
import { explainEncode } from "./base64_steps.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

Deno.test("explainEncode() shows each step of a whole group", () => {
  assertEquals(explainEncode(bytesOf("Man"), "base64"), {
    eights: ["01001101", "01100001", "01101110"],
    sixes: ["010011", "010110", "000101", "101110"],
    numbers: [19, 22, 5, 46],
    symbols: ["T", "W", "F", "u"],
    text: "TWFu",
  });
});

Deno.test("explainEncode() shows what fills up a short group", () => {
  const two = explainEncode(bytesOf("Ma"), "base64");
  assertEquals(two.sixes, ["010011", "010110", "000100"]);
  assertEquals([two.symbols.join(""), two.text], ["TWE", "TWE="]);
  const one = explainEncode(bytesOf("M"), "base64url");
  assertEquals(one.sixes, ["010011", "010000"]);
  assertEquals([one.symbols.join(""), one.text], ["TQ", "TQ"]);
});

Deno.test("explainEncode() agrees with lib/base64.ts on any bytes", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
    assertEquals(explainEncode(data, "base64").text, encodeBase64(data));
    assertEquals(explainEncode(data, "base64url").text, encodeBase64Url(data));
  }));
});
