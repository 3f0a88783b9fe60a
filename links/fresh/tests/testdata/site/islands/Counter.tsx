import type { Signal } from "@preact/signals";

export default function Counter({ count }: { count: Signal<number> }) {
  return (
    <button type="button" class="counter" onClick={() => count.value++}>
      {count}
    </button>
  );
}
