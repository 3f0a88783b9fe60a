import { assertEquals, assertThrows } from "@std/assert";
import { borrowUtf8, decodeUtf8 } from "./utf8.ts";

const NOT_UTF8 = [
  [0xff],
  [0x80],
  [0xc3],
  [0xc0, 0xaf], // overlong
  [0xed, 0xa0, 0x80], // half of a surrogate pair
  [0xf4, 0x90, 0x80, 0x80], // beyond Unicode
];

Deno.test("decodeUtf8() reads what borrowUtf8() writes", () => {
  for (const text of ["", "a", "é€🔑", "\ufffd", "\ufeffa", "€".repeat(9000)]) {
    const bytes = borrowUtf8(text);
    assertEquals(bytes, new TextEncoder().encode(text));
    assertEquals(decodeUtf8(bytes), text);
  }
});

Deno.test("decodeUtf8() refuses bytes that are not UTF-8, anywhere", () => {
  for (const bytes of NOT_UTF8) {
    for (const around of [[], [0x7b]]) {
      const input = Uint8Array.from([...around, ...bytes, ...around]);
      assertThrows(() => decodeUtf8(input), TypeError, "UTF-8");
    }
  }
});
