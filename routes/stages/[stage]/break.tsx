import { page } from "fresh";
import { Head } from "fresh/runtime";
import { liveAttack } from "../../../attacks/live/live.ts";
import { attacks } from "../../../attacks/mod.ts";
import {
  anchorOf,
  type Evidence,
  readStageEvidence,
} from "../../../attacks/runner/recorded.ts";
import { Decision } from "../../../components/attacks/EvidenceView.tsx";
import { RungFrame, rungOfPage } from "../../../components/rung/RungFrame.tsx";
import Guess from "../../../islands/Guess.tsx";
import { define, type Stage, type State } from "../../../lib/state.ts";

/** Below the ladder, and at the root where a rung is served alone. */
export const config = { routeOverride: "{/stages/:stage}?/break{/}?" };

export const handler = define.handlers({
  GET: (ctx) => {
    const { stage } = rungOfPage(ctx);
    return page({ stage }, { headers: { "Cache-Control": "no-store" } });
  },
});

/** The attacks on a rung: guess how each ends, then see. */
export default define.page<typeof handler>((
  { data: { stage }, state, url },
) => (
  <RungFrame state={state} url={url} title="Break it">
    <Head>
      <link key="attacks" rel="stylesheet" href="/attacks.css" />
    </Head>
    <p class="lead">
      {state.isLocal
        ? "Guess how each attack ends. Then it is run in your browser. Where that takes more than this page, you see how it ended when it was recorded."
        : "Guess how each attack ends, and see how it ended when it was recorded. On your own machine the lab runs them."}
    </p>
    <p>
      <a href="/attacks">All attacks, on all rungs</a>.
      {state.isLocal && stage.credential !== null && (
        <>
          {" "}
          <a href={`${state.base}/hole`}>A page with a hole</a>{" "}
          runs a stranger's script.
        </>
      )}
    </p>
    <div class="tries">
      {readStageEvidence(stage.id).map((cell) => (
        <Try key={cell.attack} cell={cell} stage={stage} state={state} />
      ))}
    </div>
  </RungFrame>
));

function Try(props: { cell: Evidence; stage: Stage; state: State }) {
  const { cell, stage, state } = props;
  const id = cell.attack;
  const { name, story, lesson } = attacks.find((attack) => attack.id === id)!;
  const live = state.isLocal ? liveAttack(id, stage) : null;
  return (
    <article id={id} aria-labelledby={`${id}-name`}>
      <h2 id={`${id}-name`}>{name}</h2>
      <p class="hint">{live ? "Runs here" : "Recorded"}</p>
      <p>{story}</p>
      <Guess
        target={{ base: state.base, place: stage.credential }}
        live={live}
        breaks={cell.verdict === "breaks"}
      >
        <p>{lesson}</p>
        <Decision of={cell} />
        <p>
          <a href={`/attacks#${anchorOf(cell)}`}>What was sent and answered</a>
        </p>
      </Guess>
    </article>
  );
}
