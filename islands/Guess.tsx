import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { Live } from "../attacks/live/live.ts";
import {
  type LiveEnd,
  runLive,
  type Target,
} from "../attacks/live/run_live.ts";

interface GuessProps {
  target: Target;
  /** What to run here; null where it takes more than this page. */
  live: Live | null;
  /** Whether the attack broke in when it was recorded. */
  breaks: boolean;
  /** How it ends, to be unfolded. */
  children: ComponentChildren;
}

/** A guess how an attack ends, then the attack, and why it ended so. */
export default function Guess({ target, live, breaks, children }: GuessProps) {
  const said = useSignal("");
  const open = useSignal(false);
  const busy = useSignal(false);
  // To guess takes a script; how it ends can be read without.
  const ready = useSignal(false);
  useEffect(() => void (ready.value = true), []);
  const question = useId();
  const guess = async (works: boolean) => {
    busy.value = true;
    said.value = "Running …";
    const end: LiveEnd = live === null
      ? {
        outcome: breaks ? "works" : "refused",
        seen: "That is how it ended when it was recorded.",
      }
      : await runLive(target, live);
    said.value = `${judge(end, works)} ${end.seen}`.trim();
    open.value = end.outcome === "works" || end.outcome === "refused";
    busy.value = false;
  };
  return (
    <>
      <div
        class={ready.value ? "guess" : "guess waiting"}
        role="group"
        aria-labelledby={question}
      >
        <span id={question}>How does it end?</span>
        <button type="button" disabled={busy} onClick={() => guess(true)}>
          It works
        </button>
        <button type="button" disabled={busy} onClick={() => guess(false)}>
          It is refused
        </button>
      </div>
      <p aria-live="polite">{said}</p>
      <details open={open.value}>
        <summary>How it ends</summary>
        {children}
      </details>
    </>
  );
}

function judge({ outcome }: LiveEnd, works: boolean): string {
  if (outcome === "login") return "";
  if (outcome === "unclear") return "It could not be run now.";
  const right = (outcome === "works") === works ? "Right" : "Not so";
  return `${right}: it ${outcome === "works" ? "works" : "is refused"}.`;
}
