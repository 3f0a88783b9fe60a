import { assertEquals, assertThrows } from "@std/assert";
import { fromHex, toHex } from "./hex.ts";

Deno.test("fromHex() reads what toHex() writes, and a bit more", () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  assertEquals(fromHex(toHex(all)), all);
  assertEquals(fromHex(" 61 62\n63"), fromHex("616263"));
  assertEquals(fromHex("fF"), Uint8Array.of(255));
  assertEquals(fromHex(""), new Uint8Array());
});

Deno.test("fromHex() says what is wrong", () => {
  assertThrows(() => fromHex("61 0x"), SyntaxError, "“x” at position 5");
  assertThrows(() => fromHex("🚀"), SyntaxError, "“🚀” at position 1");
  assertThrows(() => fromHex("616"), SyntaxError, "one is missing");
});
