import type { Base64Steps } from "./base64_steps.ts";
import { glyphOf } from "../bytes/characters.ts";
import {
  areCounterparts,
  countCells,
  type RowKind,
  type RulerCell,
} from "./ruler.ts";

interface RulerGroupProps {
  /** Which three bytes, counted from 0. */
  group: number;
  steps: Base64Steps;
  /** The symbols in base64url; `steps` has those in base64. */
  urlSymbols: string[];
  /** The cell that the Tab key leads to. */
  entry: RulerCell;
  /** The cell whose counterparts are lit. */
  lit: RulerCell | null;
}

/** How many cells a row has in a full group. */
const SIZES: [RowKind, number][] = [
  ["byte", 3],
  ["bit", 24],
  ["number", 4],
  ["base64", 4],
  ["base64url", 4],
];

/** Up to three bytes, and their symbols. */
export default function RulerGroup(props: RulerGroupProps) {
  const { group, steps, urlSymbols, entry, lit } = props;
  const cell = (kind: RowKind, index: number) => {
    const isEntry = entry.kind === kind && entry.index === index;
    const isLit = lit !== null && areCounterparts({ kind, index }, lit);
    const [text, mark] = show(kind, index, steps, urlSymbols);
    return (
      <span
        key={index}
        role="gridcell"
        data-kind={kind}
        data-index={index}
        class={`${kind} ${mark} ${isLit ? "lit" : ""}`}
        tabIndex={isEntry ? 0 : -1}
      >
        {text}
      </span>
    );
  };
  return (
    <div role="rowgroup" class="ruler-group">
      {SIZES.map(([kind, size]) => {
        const from = group * size;
        const count = Math.min(size, countCells(steps, kind) - from);
        const missing = kind === "base64" ? size - count : 0;
        return (
          <div key={kind} role="row" aria-label={kind} class="ruler-row">
            {Array.from({ length: count }, (_, i) => cell(kind, from + i))}
            {Array.from(
              { length: missing },
              (_, i) => (
                <span key={`=${i}`} role="gridcell" class="base64 padding">
                  =
                </span>
              ),
            )}
          </div>
        );
      })}
    </div>
  );
}

/** What a cell shows, and how it is marked. */
function show(
  kind: RowKind,
  index: number,
  { bytes, bits, sixes, numbers, symbols }: Base64Steps,
  urlSymbols: string[],
): [text: string, mark: string] {
  switch (kind) {
    case "byte":
      return [asciiOf(bytes[index]), ""];
    case "bit":
      return [
        sixes[Math.floor(index / 6)][index % 6],
        index < bits.length ? "" : "unused",
      ];
    case "number":
      return [`${numbers[index]}`, ""];
    case "base64":
      return [symbols[index], ""];
    case "base64url":
      return [
        urlSymbols[index],
        urlSymbols[index] === symbols[index] ? "" : "other",
      ];
  }
}

/** A byte, with its character if it is ASCII. */
function asciiOf(byte: number): string {
  return byte < 128 ? `${glyphOf(byte)} ${byte}` : `${byte}`;
}
