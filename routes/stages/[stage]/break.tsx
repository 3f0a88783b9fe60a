import { page } from "fresh";
import { Head } from "fresh/runtime";
import { liveAttack } from "../../../attacks/live/live.ts";
import { attacks } from "../../../attacks/mod.ts";
import {
  type Evidence,
  readStageEvidence,
} from "../../../attacks/runner/recorded.ts";
import { ALL, viewHref } from "../../../attacks/runner/view.ts";
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
export default define.page<typeof handler>(
  ({ data: { stage }, state, url }) => {
    const { base, isLocal } = state;
    const cells = readStageEvidence(stage.id);
    const runs = ({ attack }: Evidence) =>
      isLocal && liveAttack(attack, stage) !== null;
    const tries = (cells: Evidence[]) => (
      <div class="tries">
        {cells.map((cell) => (
          <Try key={cell.attack} {...{ cell, stage, state }} />
        ))}
      </div>
    );
    return (
      <RungFrame state={state} url={url} title="Break it">
        <Head>
          <link key="attacks" rel="stylesheet" href="/attacks.css" />
        </Head>
        <p class="lead">
          Guess how each attack ends, then see.{" "}
          <a href="/attacks">All attacks, on all rungs</a>
        </p>
        {isLocal && (
          <>
            <h2>Run them here</h2>
            <p>
              Your browser runs these against this server, as the user who is
              logged in.
              {stage.credential !== null && (
                <>
                  {" "}
                  See also{" "}
                  <a href={`${base}/hole`}>a page with a hole</a>, which runs a
                  stranger's script.
                </>
              )}
            </p>
            {tries(cells.filter(runs))}
          </>
        )}
        <h2>See how they ended</h2>
        <p>
          {isLocal
            ? "These take more than this page: another site, another machine, the database, or time."
            : "On your own machine, some of these run in your browser."}{" "}
          They were run by <code>deno task attacks</code> and recorded.
        </p>
        {tries(cells.filter((cell) => !runs(cell)))}
      </RungFrame>
    );
  },
);

function Try(props: { cell: Evidence; stage: Stage; state: State }) {
  const { cell, stage, state } = props;
  const id = cell.attack;
  const { name, story, lesson } = attacks.find((attack) => attack.id === id)!;
  const live = state.isLocal ? liveAttack(id, stage) : null;
  return (
    <article aria-labelledby={id}>
      <h3 id={id}>{name}</h3>
      <p class="hint">{live === null ? "Recorded" : "Runs here"}</p>
      <p>{story}</p>
      <Guess
        target={{ base: state.base, place: stage.credential }}
        live={live}
        breaks={cell.verdict === "breaks"}
      >
        <p>{lesson}</p>
        <Decision of={cell} />
        <p>
          <a href={viewHref(ALL, cell)}>What was sent and answered</a>
        </p>
      </Guess>
    </article>
  );
}
