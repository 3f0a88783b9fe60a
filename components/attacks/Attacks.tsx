import { Head } from "fresh/runtime";
import { liveAttack } from "../../attacks/live/live.ts";
import { attacks } from "../../attacks/mod.ts";
import {
  anchorOf,
  type Evidence,
  readStageEvidence,
} from "../../attacks/runner/recorded.ts";
import Guess from "../../islands/Guess.tsx";
import type { Stage } from "../../lib/state.ts";
import { Decision } from "./EvidenceView.tsx";

interface AttacksProps {
  stage: Stage;
  /** The path below which the rung's API is. */
  base: string;
  /** Whether attacks are run here, or only told of. */
  live: boolean;
}

/** All attacks on a rung: guess how each ends, then see. */
export default function Attacks({ stage, base, live }: AttacksProps) {
  const cells = readStageEvidence(stage.id);
  const runs = ({ attack }: Evidence) =>
    live && liveAttack(attack, stage) !== null;
  const here = cells.filter(runs);
  const recorded = cells.filter((cell) => !runs(cell));
  const tries = (cells: Evidence[]) => (
    <div class="tries">
      {cells.map((cell) => (
        <Try key={cell.attack} cell={cell} {...{ stage, base, live }} />
      ))}
    </div>
  );
  return (
    <>
      <Head>
        <link key="attacks" rel="stylesheet" href="/attacks.css" />
      </Head>
      <p>
        Guess how each attack ends, then see.{" "}
        <a href="/attacks">
          All attacks, on all rungs
        </a>
      </p>
      {live && (
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
          {tries(here)}
        </>
      )}
      <h2>See how they ended</h2>
      <p>
        {live
          ? "These take more than this page: another site, another machine, the database, or time."
          : "On your own machine, some of these run in your browser."}{" "}
        They were run by <code>deno task attacks</code> and recorded.
      </p>
      {tries(recorded)}
    </>
  );
}

function Try({ cell, stage, base, live }: AttacksProps & { cell: Evidence }) {
  const id = cell.attack;
  const { name, story, lesson } = attacks.find((attack) => attack.id === id)!;
  const run = live ? liveAttack(id, stage) : null;
  return (
    <article aria-labelledby={id}>
      <h3 id={id}>{name}</h3>
      <p class="hint">{run === null ? "Recorded" : "Runs here"}</p>
      <p>{story}</p>
      <Guess
        target={{ base, place: stage.credential }}
        live={run}
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
