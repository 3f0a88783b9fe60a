import { useState } from "preact/hooks";
import { useSignal } from "@preact/signals";
import Counter from "./Counter.tsx";

/** Has no element of its own around its lines. */
export function Lines() {
  const [lines, setLines] = useState(["1"]);
  return (
    <>
      {lines.map((line) => <li key={line} class="line">{line}</li>)}
      <li>
        <button
          type="button"
          class="lines"
          onClick={() => setLines([...lines, String(lines.length + 1)])}
        >
          +
        </button>
      </li>
    </>
  );
}

/** Fails where it comes to life. */
export function Broken() {
  if (typeof document !== "undefined") throw new Error("broken on purpose");
  return <p>broken</p>;
}

/** Has an island of its own in it, which is a component like any. */
export function Outer() {
  const count = useSignal(10);
  return (
    <p>
      <Counter count={count} /> <i>{count}</i>
    </p>
  );
}
