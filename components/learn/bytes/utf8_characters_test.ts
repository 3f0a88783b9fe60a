import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { findStarts, readCharacter } from "./utf8_characters.ts";

const byte = fc.constantFrom(
  ...[0, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2],
  ...[0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5],
  ...[0xfe, 0xff],
);

Deno.test("the characters are those that TextDecoder reads", () => {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 12 }), (numbers) => {
      const bytes = Uint8Array.from(numbers);
      const read = findStarts(bytes).map((start) =>
        readCharacter(bytes, start).point ?? 0xfffd
      );
      assertEquals(String.fromCodePoint(...read), decoder.decode(bytes));
    }),
    { numRuns: 5000, seed: 1 },
  );
});
