import { assertEquals } from "@std/assert";
import { explainEncode } from "./base64_steps.ts";
import {
  areCounterparts,
  countCells,
  describe,
  move,
  type RowKind,
  ROWS,
  type RulerCell,
} from "./ruler.ts";

const steps = explainEncode(new TextEncoder().encode("Ma"), "base64");
const cell = (kind: RowKind, index: number): RulerCell => ({ kind, index });

Deno.test("two cells are counterparts if they have a bit in common", () => {
  const bitsOf = ({ kind, index }: RulerCell) =>
    Array.from({ length: ROWS[kind] }, (_, i) => index * ROWS[kind] + i);
  for (const one of Object.keys(ROWS) as RowKind[]) {
    for (const two of Object.keys(ROWS) as RowKind[]) {
      for (let i = 0; i < countCells(steps, one); i++) {
        for (let j = 0; j < countCells(steps, two); j++) {
          const [a, b] = [cell(one, i), cell(two, j)];
          const common = bitsOf(a).some((bit) => bitsOf(b).includes(bit));
          assertEquals(areCounterparts(a, b), common, `${one}${i} ${two}${j}`);
        }
      }
    }
  }
});

Deno.test("the arrow keys stay inside the ruler", () => {
  assertEquals(move(cell("byte", 0), "ArrowLeft", steps), null);
  assertEquals(move(cell("byte", 0), "ArrowUp", steps), null);
  assertEquals(move(cell("byte", 0), "ArrowRight", steps), cell("byte", 1));
  assertEquals(move(cell("byte", 1), "ArrowRight", steps), null);
  assertEquals(move(cell("byte", 1), "ArrowDown", steps), cell("bit", 8));
  assertEquals(move(cell("bit", 8), "ArrowDown", steps), cell("number", 1));
  // An unused bit is in no byte: up leads to the last one.
  assertEquals(move(cell("bit", 17), "ArrowUp", steps), cell("byte", 1));
  assertEquals(move(cell("bit", 3), "End", steps), cell("bit", 17));
  assertEquals(move(cell("base64url", 0), "ArrowDown", steps), null);
  assertEquals(move(cell("byte", 0), "x", steps), null);
});

Deno.test("each cell in words", () => {
  for (
    const [at, words] of [
      [
        cell("byte", 0),
        "Byte 1 “M” is 77. Its bits are in symbol 1 “T” and symbol 2 “W”.",
      ],
      [cell("bit", 6), "Bit 7 of byte 1 “M” is bit 1 of symbol 2 “W”."],
      [
        cell("bit", 16),
        "An unused bit, always 0: bit 5 of symbol 3 “E”, of no byte.",
      ],
      [
        cell("base64", 1),
        "Symbol 2 “W” is the number 22, bits 010110 of byte 1 “M” and byte 2 “a”.",
      ],
      [
        cell("number", 2),
        "Symbol 3 “E” is the number 4, bits 000100 of byte 2 “a”. Its last 2 bits are unused.",
      ],
    ] as const
  ) assertEquals(describe(at, steps, 0), words);
  assertEquals(
    describe(cell("bit", 0), steps, 12),
    "Bit 1 of byte 13 “M” is bit 1 of symbol 17 “T”.",
  );
});
