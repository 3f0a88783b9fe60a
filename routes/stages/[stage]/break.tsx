import { page } from "fresh";
import { asset, Head } from "fresh/runtime";
import { GROUPS } from "../../../attacks/runner/attack.ts";
import { liveAttack } from "../../../attacks/live/live.ts";
import { attacks } from "../../../attacks/mod.ts";
import {
  type Evidence,
  readStageEvidence,
} from "../../../attacks/runner/recorded.ts";
import { ALL, viewHref } from "../../../attacks/runner/view.ts";
import Decision from "../../../components/attacks/Decision.tsx";
import { tellingAttacks } from "../../../components/attacks/telling.ts";
import { Explain } from "../../../components/learn/Words.tsx";
import { RungFrame, rungOfPage } from "../../../components/rung/RungFrame.tsx";
import Guess from "../../../islands/Guess.tsx";
import { once } from "../../../lib/once.ts";
import { define, type State } from "../../../lib/state.ts";
import { stages } from "../../../stages/mod.ts";

/** Below the ladder, and at the root where a rung is served alone. */
export const config = { routeOverride: "{/stages/:stage}?/break{/}?" };

export const handler = define.handlers({
  GET: (ctx) => {
    const { stage } = rungOfPage(ctx);
    return page({ stage }, { headers: { "Cache-Control": "no-store" } });
  },
});

const attackOf = ({ attack }: Evidence) =>
  attacks.find(({ id }) => id === attack)!;

/** What this page can run itself; null where it takes more, or isn't allowed. */
const liveOf = ({ attack }: Evidence, { isLocal, now, stage }: State) =>
  isLocal ? liveAttack(attack, stage!, now) : null;

/** It takes a search through the source for each line. */
const evidenceOf = once(readStageEvidence);

/** The attacks on a rung: guess how each ends, then see. */
export default define.page<typeof handler>(
  ({ data: { stage }, state, url }) => {
    const { base, isLocal } = state;
    const below = stages[stages.indexOf(stage) - 1]?.id;
    const cells = evidenceOf(stage.id);
    const isLive = (cell: Evidence) => liveOf(cell, state) !== null;
    const first = tellingAttacks(cells, below, isLive);
    const five = below === undefined
      ? "Five to begin with"
      : `Five that tell this rung from rung ${below}`;
    const sections = Object.groupBy(
      cells,
      (cell): string =>
        first.includes(cell) ? five : GROUPS[attackOf(cell).group],
    );
    const seen = new Set<string>();
    return (
      <RungFrame state={state} url={url} title="Break it">
        <Head>
          <link key="attacks" rel="stylesheet" href={asset("/attacks.css")} />
        </Head>
        <p class="lead">
          Guess how each attack ends, then run it and see why. You learn most
          from the guesses that are wrong.
        </p>
        <p>
          {isLocal
            ? "What runs here, your browser does to this server, as the user who is logged in. The others take more than a page: another site, another machine, the database, or time. Those"
            : "On your own machine, some of these run in your browser. Here they"}
          {" "}
          were run by <code>deno task attacks</code> and recorded.
          {isLocal && stage.credential !== null && (
            <>
              {" "}
              See also{" "}
              <a href={`${base}/hole`}>a page with a hole</a>, which runs a
              stranger's script.
            </>
          )}
        </p>
        {[five, ...Object.values(GROUPS)].map((heading) =>
          sections[heading] && (
            <>
              <h2>{heading}</h2>
              <div class="tries">
                {sections[heading].map((cell) => (
                  <Try key={cell.attack} {...{ cell, state, seen }} />
                ))}
              </div>
            </>
          )
        )}
        <p>
          <a href="/attacks">All attacks, on all rungs</a>
        </p>
      </RungFrame>
    );
  },
);

interface TryProps {
  cell: Evidence;
  state: State;
  seen: Set<string>;
}

function Try({ cell, state, seen }: TryProps) {
  const { id, name, story, lesson } = attackOf(cell);
  const live = liveOf(cell, state);
  return (
    <article aria-labelledby={id}>
      <div>
        <h3 id={id}>{name}</h3>
        <p class="hint">{live === null ? "Recorded" : "Runs here"}</p>
        <p>
          <Explain text={story} seen={seen} />
        </p>
      </div>
      <div>
        <Guess
          target={{ base: state.base, place: state.stage!.credential }}
          live={live}
          breaks={cell.verdict === "breaks"}
        >
          <p>{lesson}</p>
          <Decision of={cell} />
          <p>
            <a href={viewHref(ALL, cell)}>What was sent and answered</a>
          </p>
        </Guess>
      </div>
    </article>
  );
}
