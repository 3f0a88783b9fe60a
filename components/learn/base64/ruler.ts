/**
 * The bit ruler as data: which cell covers which bits, what is beside it, and
 * what it is in words.
 *
 * @module
 */
import type { Base64Steps } from "./base64_steps.ts";
import { glyphOf } from "../bytes/characters.ts";

/** The rows of the ruler from top to bottom, and how many bits a cell covers. */
export const ROWS = {
  byte: 8,
  bit: 1,
  number: 6,
  base64: 6,
  base64url: 6,
} as const;

export type RowKind = keyof typeof ROWS;

export interface RulerCell {
  kind: RowKind;
  /** Counted from 0 in its row. */
  index: number;
}

const KINDS = Object.keys(ROWS) as RowKind[];

/** How many cells each row has. */
export function countCells(steps: Base64Steps, kind: RowKind): number {
  if (kind === "byte") return steps.bytes.length;
  if (kind === "bit") return steps.sixes.length * 6;
  return steps.sixes.length;
}

/** Whether two cells have a bit in common. */
export function areCounterparts(a: RulerCell, b: RulerCell): boolean {
  const [one, two] = [ROWS[a.kind], ROWS[b.kind]];
  return a.index * one < (b.index + 1) * two &&
    b.index * two < (a.index + 1) * one;
}

/** Where an arrow key leads; null if it is no such key, or leads nowhere. */
export function move(
  { kind, index }: RulerCell,
  key: string,
  steps: Base64Steps,
): RulerCell | null {
  const last = countCells(steps, kind) - 1;
  const row = KINDS.indexOf(kind);
  switch (key) {
    case "ArrowLeft":
      return index > 0 ? { kind, index: index - 1 } : null;
    case "ArrowRight":
      return index < last ? { kind, index: index + 1 } : null;
    case "Home":
      return { kind, index: 0 };
    case "End":
      return { kind, index: last };
    case "ArrowUp":
      return row > 0 ? across({ kind, index }, KINDS[row - 1], steps) : null;
    case "ArrowDown":
      return row < KINDS.length - 1
        ? across({ kind, index }, KINDS[row + 1], steps)
        : null;
    default:
      return null;
  }
}

/** The first counterpart in another row; the last one where bits are unused. */
function across(from: RulerCell, kind: RowKind, steps: Base64Steps): RulerCell {
  const index = Math.floor(from.index * ROWS[from.kind] / ROWS[kind]);
  return { kind, index: Math.min(index, countCells(steps, kind) - 1) };
}

/**
 * A cell in words.
 *
 * @param start The number of the ruler's first byte, counted from 0
 */
export function describe(
  { kind, index }: RulerCell,
  steps: Base64Steps,
  start: number,
): string {
  const firstSymbol = start / 3 * 4;
  const byteName = (i: number) => {
    const byte = steps.bytes[i];
    const seen = byte < 128 ? ` “${glyphOf(byte)}”` : "";
    return `byte ${start + i + 1}${seen}`;
  };
  const symbolName = (i: number) =>
    `symbol ${firstSymbol + i + 1} “${steps.symbols[i]}”`;
  const bits = ROWS[kind];
  const [from, to] = [index * bits, (index + 1) * bits - 1];
  const six = Math.floor(from / 6);
  const lastByte = steps.bytes.length - 1;
  const bytes = list(Math.floor(from / 8), Math.floor(to / 8), byteName);
  if (kind === "byte") {
    const { [index]: byte } = steps.bytes;
    const symbols = list(six, Math.floor(to / 6), symbolName);
    return capital(
      `${byteName(index)} is ${byte}. Its bits are in ${symbols}.`,
    );
  }
  if (kind === "bit") {
    const place = `bit ${from % 6 + 1} of ${symbolName(six)}`;
    if (from >= steps.bits.length) {
      return `An unused bit, always 0: ${place}, of no byte.`;
    }
    const byte = byteName(Math.floor(from / 8));
    return `Bit ${from % 8 + 1} of ${byte} is ${place}.`;
  }
  const all = list(
    Math.floor(from / 8),
    Math.min(Math.floor(to / 8), lastByte),
    byteName,
  );
  const unused = to >= steps.bits.length
    ? ` Its last ${steps.unusedBits} bits are unused.`
    : "";
  return capital(
    `${symbolName(six)} is the number ${steps.numbers[six]}, bits ${
      steps.sixes[six]
    } of ${unused === "" ? bytes : all}.${unused}`,
  );
}

function list(from: number, to: number, name: (i: number) => string): string {
  return from === to ? name(from) : `${name(from)} and ${name(to)}`;
}

function capital(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
