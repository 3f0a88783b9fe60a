import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import type { Live } from "../attacks/live/live.ts";
import {
  type LiveEnd,
  runLive,
  type Target,
} from "../attacks/live/run_live.ts";
import { addDeed } from "../lib/browser/progress.ts";

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
  // Before this script runs, a click would do nothing.
  const state = useSignal<"loading" | "ready" | "running">("loading");
  const said = useSignal("");
  const loginFirst = useSignal(false);
  const details = useRef<HTMLDetailsElement>(null);
  const question = useId();
  useEffect(() => {
    state.value = "ready";
  }, []);

  const guess = async (works: boolean) => {
    if (state.value === "running") return;
    state.value = "running";
    said.value = "Running …";
    loginFirst.value = false;
    const recorded = breaks ? "works" : "refused";
    const { outcome, seen }: LiveEnd = live === null
      ? {
        outcome: recorded,
        seen: "That is how it ended when it was recorded.",
      }
      : await runLive(target, live);
    state.value = "ready";
    said.value = seen;
    loginFirst.value = outcome === "login";
    if (outcome !== "works" && outcome !== "refused") return;
    const judged = (outcome === "works") === works ? "Right" : "Not so";
    const how = outcome === "works" ? "it works" : "it is refused";
    const otherwise = outcome === recorded
      ? ""
      : " That is not how it ended when it was recorded.";
    said.value = `${judged}: ${how}. ${seen}${otherwise}`;
    addDeed(target.base, "attacked");
    details.current!.open = true;
  };
  const button = (text: string, works: boolean) => (
    // Not disabled while it runs: that would take the focus away.
    <button
      type="button"
      aria-disabled={state.value === "running"}
      onClick={() => guess(works)}
    >
      {text}
    </button>
  );

  return (
    <>
      <div
        class="guess"
        role="group"
        aria-labelledby={question}
        inert={state.value === "loading"}
      >
        <span id={question}>How does it end?</span>
        {button("It works", true)}
        {button("It is refused", false)}
      </div>
      <p aria-live="polite">
        {said}{" "}
        {loginFirst.value && <a href={`${target.base}/`}>To the login</a>}
      </p>
      <details ref={details}>
        <summary>How it ends</summary>
        {children}
      </details>
    </>
  );
}
