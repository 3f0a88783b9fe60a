import type { Signal } from "@preact/signals";

interface PagerProps {
  /** What is counted, in the plural. */
  unit: string;
  /** The first that is shown, counted from 0. */
  start: Signal<number>;
  /** How many are shown at once, and how many there are. */
  size: number;
  total: number;
}

/** Steps through what is too much to show at once. */
export default function Pager({ unit, start, size, total }: PagerProps) {
  if (total <= size) return null;
  const lastStart = Math.floor((total - 1) / size) * size;
  const end = Math.min(start.value + size, total);
  const number = (n: number) => n.toLocaleString("en");
  const go = (to: number) => start.value = Math.max(0, Math.min(to, lastStart));
  const isFirst = start.value === 0;
  const isLast = start.value === lastStart;
  const button = (name: string, to: number, off: boolean) => (
    <button
      type="button"
      aria-disabled={off}
      onClick={() => go(to)}
    >
      {name}
    </button>
  );
  return (
    <div class="learn-pager" role="group" aria-label={`Which ${unit} to show`}>
      {button("First", 0, isFirst)}
      {button("Previous", start.value - size, isFirst)}
      {button("Next", start.value + size, isLast)}
      {button("Last", lastStart, isLast)}
      <span role="status">
        {unit} {number(start.value + 1)} to {number(end)} of {number(total)}
      </span>
    </div>
  );
}
