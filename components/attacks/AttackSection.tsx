import { Head } from "fresh/runtime";
import Html from "../Html.tsx";
import type { Stage } from "../../lib/stage.ts";
import { Decision } from "./EvidenceView.tsx";
import { type Live, liveAttack } from "../../attacks/live/live.ts";
import { attacks } from "../../attacks/mod.ts";
import {
  anchorOf,
  type Evidence,
  readStageEvidence,
} from "../../attacks/runner/recorded.ts";

interface AttackSectionProps {
  stage: Stage;
  /** The path below which the rung's API is. */
  base: string;
  /** Whether attacks are run here, or only told of: `isLocal()`. */
  live: boolean;
  /** HTML of {@linkcode Tries}. */
  tries: string;
}

/** "Try to break it": guess first, then see. */
export default function AttackSection(
  { stage, base, live, tries }: AttackSectionProps,
) {
  return (
    <section class="tries" aria-labelledby="tries">
      <Head>
        <link key="attacks" rel="stylesheet" href="/attacks.css" />
      </Head>
      <h2 id="tries">Try to break it</h2>
      <p class="hint">
        {live
          ? "Guess how each attack ends. Then it is run, here in your browser where that is possible; where it takes more than this page, you see how it ended when it was recorded."
          : "Guess how each attack ends, and see how it ended when it was recorded. On your own machine the lab runs them."}
        {" "}
        <a href="/attacks">All attacks, on all rungs</a>.
        {live && stage.credential !== null && (
          <>
            {" "}
            <a href={`${base}/hole`}>A page with a hole</a>{" "}
            runs a stranger's script.
          </>
        )}
      </p>
      <Html html={tries} />
    </section>
  );
}

interface TriesProps {
  stage: Stage;
  /** Whether they are run here. */
  live: boolean;
  /** The page that tells them, if they are only to be named. */
  more?: string;
}

/** The attacks on a rung. */
export function Tries({ stage, live, more }: TriesProps) {
  return (
    <>
      {readStageEvidence(stage.id).map((cell) => (
        <Try
          key={cell.attack}
          cell={cell}
          live={live ? liveAttack(cell.attack, stage) : null}
          more={more}
        />
      ))}
    </>
  );
}

interface TryProps extends Pick<TriesProps, "more"> {
  cell: Evidence;
  live: Live | null;
}

function Try({ cell, live, more }: TryProps) {
  const id = cell.attack;
  const { name, story, lesson } = attacks.find((attack) => attack.id === id)!;
  if (more !== undefined) {
    return (
      <details
        data-more={id}
        data-attack={id}
        data-breaks={cell.verdict === "breaks" ? "" : undefined}
        data-live={live ? JSON.stringify(live) : undefined}
      >
        <summary>{name}</summary>
        <p>
          <a href={`${more}#${id}`}>How it goes</a>
        </p>
      </details>
    );
  }
  return (
    <details id={id} data-attack open>
      <summary>{name}</summary>
      <p>{story}</p>
      {/* To guess takes a script, which then shows this. */}
      <div hidden>
        <div class="guess" role="group" aria-label="What do you think?">
          <button type="button" data-guess="works">It works</button>
          <button type="button" data-guess="refused">It is refused</button>
        </div>
        <p aria-live="polite" />
      </div>
      <details>
        <summary>How it ends</summary>
        <p>{lesson}</p>
        <Decision of={cell} />
        <p>
          <a href={`/attacks#${anchorOf(cell)}`}>What was sent and answered</a>
        </p>
      </details>
    </details>
  );
}
