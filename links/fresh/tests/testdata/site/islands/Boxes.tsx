import { useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { useSignal } from "@preact/signals";
import Counter from "./Counter.tsx";

interface Props {
  children?: ComponentChildren;
  title?: ComponentChildren;
}

/** Counts its clicks next to what it was given. */
export function Box({ children, title }: Props) {
  const [clicks, setClicks] = useState(0);
  return (
    <section>
      <h2>{title}</h2>
      <button type="button" class="box" onClick={() => setClicks(clicks + 1)}>
        {clicks}
      </button>
      {children}
    </section>
  );
}

/** Shows what it was given only when it is clicked. */
export function Toggle({ children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <button type="button" class="toggle" onClick={() => setOpen(!open)}>
        toggle
      </button>
      {open && <div class="open">{children}</div>}
    </div>
  );
}

/** Has no element of its own around its lines. */
export function Lines({ children }: Props) {
  const [lines, setLines] = useState(["1"]);
  return (
    <>
      {lines.map((line) => <li key={line} class="line">{line}</li>)}
      {children}
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
