import { useSignal } from "@preact/signals";
import { explainEncode } from "./base64_steps.ts";
import RulerGroup from "./RulerGroup.tsx";
import {
  countCells,
  describe,
  move,
  type RowKind,
  type RulerCell,
} from "./ruler.ts";

/** Bytes that the ruler shows at once: whole groups of three. */
export const RULER_SIZE = 12;

interface RulerProps {
  bytes: Uint8Array;
  /** The number of the first of them in the whole input, counted from 0. */
  start: number;
  /** Whether the last of them is the last of all. */
  isEnd: boolean;
  /** Called when the last symbol of all is chosen. */
  onLastSymbol: () => void;
}

/** Bytes above, their bits, and the symbols of the same bits below. */
export default function Ruler(props: RulerProps) {
  const { bytes, start, isEnd, onLastSymbol } = props;
  const focused = useSignal<RulerCell>({ kind: "byte", index: 0 });
  const lit = useSignal<RulerCell | null>(null);
  const steps = explainEncode(bytes, "base64");
  const urlSymbols = explainEncode(bytes, "base64url").symbols;
  const lastSymbol = steps.symbols.length - 1;
  // One cell is a stop of the Tab key; from there on, the arrows lead.
  const { kind, index } = focused.value;
  const entry: RulerCell = index < countCells(steps, kind)
    ? focused.value
    : { kind: "byte", index: 0 };

  const cellOf = (event: Event): RulerCell | null => {
    const { kind, index } =
      (event.target as Element).closest<HTMLElement>("[data-kind]")?.dataset ??
        {};
    return kind ? { kind: kind as RowKind, index: Number(index) } : null;
  };
  const open = (cell: RulerCell | null) => {
    if (!isEnd || cell === null || cell.index !== lastSymbol) return;
    if (cell.kind === "base64" || cell.kind === "base64url") onLastSymbol();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const cell = cellOf(event);
    if (cell === null) return;
    if (event.key === "Enter" || event.key === " ") open(cell);
    const next = move(cell, event.key, steps);
    if (!/^(Arrow|Home|End|Enter| )/.test(event.key)) return;
    event.preventDefault();
    if (next === null) return;
    const grid = event.currentTarget as HTMLElement;
    const { kind, index } = next;
    grid.querySelector<HTMLElement>(
      `[data-kind="${kind}"][data-index="${index}"]`,
    )?.focus();
  };

  const { value } = lit;
  return (
    <>
      <div
        role="grid"
        aria-label="Bit ruler"
        aria-describedby="ruler-help"
        class="ruler"
        onKeyDown={onKeyDown}
        onClick={(event) => open(cellOf(event))}
        onFocusIn={(event) => {
          lit.value = cellOf(event);
          if (lit.value) focused.value = lit.value;
        }}
        onPointerOver={(event) => lit.value = cellOf(event) ?? lit.value}
        onPointerLeave={() => lit.value = null}
      >
        {Array.from(
          { length: Math.ceil(bytes.length / 3) },
          (_, group) => (
            <RulerGroup
              key={group}
              group={group}
              steps={steps}
              urlSymbols={urlSymbols}
              entry={entry}
              lit={lit.value}
            />
          ),
        )}
      </div>
      <p role="status" class="ruler-words">
        {value && value.index < countCells(steps, value.kind)
          ? describe(value, steps, start)
          : "Point at a cell, or walk with the arrow keys."}
      </p>
    </>
  );
}
