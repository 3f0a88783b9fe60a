import { GROUPS } from "../../attacks/runner/attack.ts";
import { anchorOf } from "../../attacks/runner/recorded.ts";
import { rowsIn, verdictIn, type View } from "../../attacks/runner/view.ts";
import { stages } from "../../stages/mod.ts";
import { Verdict } from "./EvidenceView.tsx";
import { ViewLink } from "./ViewLink.tsx";

/** Each attack against each rung. A cell leads to its evidence. */
export default function Matrix({ view }: { view: View }) {
  const rows = rowsIn(view);
  const groups = Object.entries(GROUPS).map(([group, name]) => ({
    name,
    rows: rows.filter((attack) => attack.group === group),
  })).filter(({ rows }) => rows.length > 0);
  return (
    <div
      class="matrix"
      id="matrix"
      role="region"
      aria-label="The matrix"
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">attack, on rung:</th>
            {stages.map(({ id }) => <th key={id} scope="col">{id}</th>)}
          </tr>
        </thead>
        {groups.map(({ name, rows }) => (
          <tbody key={name}>
            <tr class="group">
              <th scope="rowgroup" colSpan={stages.length + 1}>
                <span>{name}</span>
              </th>
            </tr>
            {rows.map(({ id, name }) => (
              <tr key={id} id={id}>
                <th scope="row">
                  <ViewLink view={view} to={{ attack: id, stage: null }}>
                    {name}
                  </ViewLink>
                </th>
                {stages.map((stage) => (
                  <MatrixCell
                    key={stage.id}
                    {...{ view }}
                    attack={id}
                    stage={stage.id}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {rows.length === 0 && <p>Nothing fell.</p>}
    </div>
  );
}

function MatrixCell(
  { view, attack, stage }: { view: View; attack: string; stage: string },
) {
  const verdict = verdictIn(view, attack, stage);
  if (verdict === null) return <td>—</td>;
  const isHere = view.attack === attack && view.stage === stage;
  return (
    <td id={anchorOf({ attack, stage })} class={`is-${verdict}`}>
      <ViewLink view={view} to={{ attack, stage }} isHere={isHere}>
        <Verdict of={verdict} />
      </ViewLink>
    </td>
  );
}
