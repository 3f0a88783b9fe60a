import { Head } from "fresh/runtime";
import { renderToString } from "preact-render-to-string";
import TryToBreakIt from "../islands/TryToBreakIt.tsx";
import type { Stage } from "../lib/stage.ts";
import EvidenceView from "./evidence_view.tsx";
import { liveAttack } from "./live.ts";
import { attacks } from "./mod.ts";
import { type Evidence, readStageEvidence } from "./recorded.ts";

interface AttackSectionProps {
  stage: Stage;
  /** The path below which the rung's API is. */
  base: string;
  /** Whether attacks are run here, or only told of: `isLocal()`. */
  live: boolean;
  /** Milliseconds since the epoch. */
  now: number;
  /** What {@linkcode readTries} has read. */
  tries: Tries;
}

/** "Try to break it": guess first, then see. */
export default function AttackSection(
  { stage, base, live, now, tries }: AttackSectionProps,
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
      {
        /* This project's own words; nothing that anybody typed. */
        // deno-lint-ignore react-no-danger
        <div dangerouslySetInnerHTML={{ __html: tries.html }} />
      }
      <TryToBreakIt
        base={base}
        place={stage.credential}
        tries={tries.evidence.map(({ attack, verdict }) => ({
          attack,
          breaks: verdict === "breaks",
          live: live ? liveAttack(attack, stage, now) : null,
        }))}
      />
    </section>
  );
}

/** The attacks on a rung, and what is told of them. */
export interface Tries {
  evidence: Evidence[];
  html: string;
}

const cache = new Map<string, Tries>();

/**
 * Reads a rung's attacks. What is told of them never changes, so it is rendered
 * once, and not while a page is being rendered.
 */
export function readTries(stage: string): Tries {
  let found = cache.get(stage);
  if (found === undefined) {
    const evidence = readStageEvidence(stage);
    const html = renderToString(
      <>{evidence.map((cell) => <Try key={cell.attack} cell={cell} />)}</>,
    );
    cache.set(stage, found = { evidence, html });
  }
  return found;
}

/** The island gives life to the buttons, and puts in what is said. */
function Try({ cell }: { cell: Evidence }) {
  const { name, story, lesson } = attacks.find(({ id }) => id === cell.attack)!;
  return (
    <details data-attack={cell.attack}>
      <summary>{name}</summary>
      <p>{story}</p>
      <div class="guess" role="group" aria-label="What do you think?">
        <button type="button" data-guess="works">It works</button>
        <button type="button" data-guess="refused">It is refused</button>
      </div>
      <p aria-live="polite" />
      <details>
        <summary>How it ends</summary>
        <p>{lesson}</p>
        <EvidenceView evidence={cell} />
      </details>
    </details>
  );
}
