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
  const said = useSignal("");
  const loginFirst = useSignal(false);
  const isBusy = useSignal(false);
  const details = useRef<HTMLDetailsElement>(null);
  const question = useId();
  // Before this script runs, a click would do nothing.
  const isReady = useSignal(false);
  useEffect(() => {
    isReady.value = true;
  }, []);

  const guess = async (works: boolean) => {
    if (isBusy.value) return;
    isBusy.value = true;
    loginFirst.value = false;
    said.value = "Running …";
    const recorded = breaks ? "works" : "refused";
    const end: LiveEnd = live === null
      ? {
        outcome: recorded,
        seen: "That is how it ended when it was recorded.",
      }
      : await runLive(target, live);
    said.value = judge(end, works, recorded);
    loginFirst.value = end.outcome === "login";
    isBusy.value = false;
    if (!isEnd(end)) return;
    addDeed(target.base, "attacked");
    details.current!.open = true;
  };
  const button = (text: string, works: boolean) => (
    // Not disabled while it runs: that would take the focus away.
    <button
      type="button"
      aria-disabled={isBusy.value}
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
        inert={!isReady.value}
      >
        <span id={question}>How does it end?</span>
        {button("It works", true)}
        {button("It is refused", false)}
      </div>
      <p aria-live="polite">
        {said}
        {loginFirst.value && (
          <>
            {" "}
            <a href={`${target.base}/`}>To the login</a>
          </>
        )}
      </p>
      <details ref={details}>
        <summary>How it ends</summary>
        {children}
      </details>
    </>
  );
}

const isEnd = ({ outcome }: LiveEnd) =>
  outcome === "works" || outcome === "refused";

function judge(end: LiveEnd, works: boolean, recorded: string): string {
  const { outcome, seen } = end;
  if (!isEnd(end)) return seen;
  const right = (outcome === "works") === works ? "Right" : "Not so";
  const how = outcome === "works" ? "it works" : "it is refused";
  const otherwise = outcome === recorded
    ? ""
    : " That is not how it ended when it was recorded.";
  return `${right}: ${how}. ${seen}${otherwise}`;
}
