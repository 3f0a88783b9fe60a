import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { fromHex, toHex } from "./hex.ts";
import { findStarts, readPoint } from "./utf8_characters.ts";

const byte = fc.constantFrom(
  ...[0, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2],
  ...[0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5],
  ...[0xfe, 0xff, 0xbb, 0xbd],
);

/** Each character with its bytes, as the page has them. */
function readCharacters(bytes: Uint8Array) {
  const starts = findStarts(bytes);
  return starts.map((start, i) => bytes.subarray(start, starts[i + 1]))
    .map((bytes) => ({ bytes, point: readPoint(bytes) }));
}

Deno.test("findStarts() finds the characters that TextDecoder reads", () => {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 12 }), (numbers) => {
      const bytes = Uint8Array.from(numbers);
      const characters = readCharacters(bytes);
      const points = characters.map(({ point }) => point ?? 0xfffd);
      assertEquals(String.fromCodePoint(...points), decoder.decode(bytes));
      assertEquals(characters.flatMap(({ bytes }) => [...bytes]), numbers);
      for (const [i, { bytes }] of characters.entries()) {
        const text = String.fromCodePoint(points[i]);
        assertEquals(decoder.decode(bytes), text);
      }
    }),
    { numRuns: 5000, seed: 1 },
  );
});

Deno.test("readPoint() tells what is read as one � from �", () => {
  const read = (hex: string) =>
    readCharacters(fromHex(hex)).map(({ bytes, point }) =>
      `${toHex(bytes)} ${point === null ? "-" : String.fromCodePoint(point)}`
    );
  assertEquals(read("61 ef bf bd"), ["61 a", "ef bf bd �"]);
  assertEquals(read("c3 41"), ["c3 -", "41 A"]);
  assertEquals(read("f0 9f 9a ff"), ["f0 9f 9a -", "ff -"]);
  assertEquals(read("ef bf ef bf bd"), ["ef bf -", "ef bf bd �"]);
  assertEquals(read("ed a0 80"), ["ed -", "a0 -", "80 -"]);
  assertEquals(read("ef bb bf"), ["ef bb bf \ufeff"]);
});
