import { Head } from "fresh/runtime";
import { renderToString } from "preact-render-to-string";
import TryToBreakIt from "../islands/TryToBreakIt.tsx";
import { toAscii } from "../lib/ascii.ts";
import type { Stage } from "../lib/stage.ts";
import { Decision } from "./evidence_view.tsx";
import { type Live, liveAttack } from "./live.ts";
import { attacks } from "./mod.ts";
import { anchorOf, type Evidence, readStageEvidence } from "./recorded.ts";

interface AttackSectionProps {
  stage: Stage;
  /** The path below which the rung's API is. */
  base: string;
  /** Whether attacks are run here, or only told of: `isLocal()`. */
  live: boolean;
  /** What {@linkcode renderTries} has made. */
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
      {
        /* This project's own words; nothing that anybody typed. */
        // deno-lint-ignore react-no-danger
        <div dangerouslySetInnerHTML={{ __html: tries }} />
      }
      <TryToBreakIt base={base} place={stage.credential} />
    </section>
  );
}

const cache = new Map<string, string>();

/**
 * The attacks on a rung as HTML. It never changes, so it is rendered once, and
 * not while a page is being rendered.
 *
 * @param live Whether attacks are run here
 */
export function renderTries(stage: Stage, live: boolean): string {
  const key = `${stage.id} ${live}`;
  let html = cache.get(key);
  if (html === undefined) {
    const tries = readStageEvidence(stage.id).map((cell) => (
      <Try
        key={cell.attack}
        cell={cell}
        live={live ? liveAttack(cell.attack, stage) : null}
      />
    ));
    cache.set(key, html = toAscii(renderToString(<>{tries}</>)));
  }
  return html;
}

/** The island gives life to the buttons, and puts in what is said. */
function Try({ cell, live }: { cell: Evidence; live: Live | null }) {
  const { name, story, lesson } = attacks.find(({ id }) => id === cell.attack)!;
  return (
    <details
      data-attack={cell.attack}
      data-breaks={cell.verdict === "breaks" ? "" : undefined}
      data-live={live ? JSON.stringify(live) : undefined}
    >
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
        <Decision of={cell} />
        <p>
          <a href={`/attacks#${anchorOf(cell)}`}>What was sent and answered</a>
        </p>
      </details>
    </details>
  );
}
