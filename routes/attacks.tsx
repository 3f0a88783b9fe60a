import { Head } from "fresh/runtime";
import EvidenceView, { Verdict } from "../components/attacks/EvidenceView.tsx";
import { attacks } from "../attacks/mod.ts";
import {
  anchorOf,
  type Evidence,
  findRecorded,
  readEvidence,
} from "../attacks/runner/recorded.ts";
import { define } from "../lib/state.ts";
import { stages } from "../stages/mod.ts";

/** The matrix, and below it how each cell was found. */
export default define.page(({ state }) => (
  <>
    <Head>
      <title>Attack × rung · Auth Ladder</title>
    </Head>
    <link key="attacks" rel="stylesheet" href="/attacks.css" />
    <h1>Attack × rung</h1>
    <p class="lead">
      Each cell was found by running the attack, against a server started for it
      and in a real browser where a browser decides, next to the same thing done
      honestly. Follow a cell to see what was sent, what came back, and which
      line of code decided.
    </p>
    <p>
      <Verdict of="breaks" />: the attacker gets in or learns the secret; each
      is a lesson, kept on purpose.{" "}
      <Verdict of="holds" />: it fails, for the reason that is given. —: it does
      not apply. Run it yourself: <code>deno task attacks</code>.
    </p>
    <div
      class="matrix"
      role="region"
      aria-label="The matrix"
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">attack</th>
            {stages.map(({ id }) => <th key={id} scope="col">{id}</th>)}
          </tr>
        </thead>
        <tbody>
          {attacks.map(({ id, name }) => (
            <tr key={id}>
              <th scope="row">
                <a href={`#${id}`}>{name}</a>
              </th>
              {stages.map((stage) => (
                <td key={stage.id}>
                  <CellLink attack={id} stage={stage.id} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    {attacks.map(({ id, name, story, lesson }) => (
      <section key={id} class="attack" id={id} aria-labelledby={`${id}-name`}>
        <h2 id={`${id}-name`}>{name}</h2>
        <p>{story}</p>
        <p>{lesson}</p>
        {cellsOf(id).map((evidence) => (
          <details key={evidence.stage}>
            <summary>
              Rung {evidence.stage} <Verdict of={evidence.verdict} />
            </summary>
            <div id={anchorOf(evidence)}>
              <EvidenceView evidence={evidence} />
              <RungLink id={evidence.stage} state={state} />
            </div>
          </details>
        ))}
      </section>
    ))}
  </>
));

function cellsOf(attack: string): Evidence[] {
  return stages.map(({ id }) => readEvidence(attack, id))
    .filter((evidence) => evidence !== null);
}

function CellLink({ attack, stage }: { attack: string; stage: string }) {
  const evidence = findRecorded(attack, stage);
  if (evidence === undefined) return <>—</>;
  return (
    <a href={`#${anchorOf(evidence)}`}>
      <Verdict of={evidence.verdict} />
    </a>
  );
}

interface RungLinkProps {
  id: string;
  state: { served: readonly { id: string }[]; single: boolean };
}

function RungLink({ id, state: { served, single } }: RungLinkProps) {
  if (!served.some((stage) => stage.id === id)) return null;
  return (
    <p>
      <a href={single ? "/" : `/stages/${id}/`}>The lesson of rung {id}</a>
    </p>
  );
}
