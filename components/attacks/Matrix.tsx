import { attacks } from "../../attacks/mod.ts";
import { GROUPS } from "../../attacks/runner/attack.ts";
import { anchorOf } from "../../attacks/runner/recorded.ts";
import {
  rowsIn,
  verdictIn,
  type View,
  viewHref,
} from "../../attacks/runner/view.ts";
import { stages } from "../../stages/mod.ts";
import { Verdict } from "./EvidenceView.tsx";

/** Each attack against each rung. A cell leads to its evidence. */
export default function Matrix({ view }: { view: View }) {
  const rows = rowsIn(view);
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
        {Object.entries(GROUPS).map(([group, name]) => {
          const own = rows.filter((attack) => attack.group === group);
          return own.length > 0 && (
            <tbody key={group}>
              <tr class="group">
                <th scope="rowgroup" colSpan={stages.length + 1}>
                  <span>{name}</span>
                </th>
              </tr>
              {own.map(({ id, name }) => (
                <tr key={id} id={id}>
                  <th scope="row">
                    <a
                      href={viewHref(view, { attack: id, stage: null })}
                      aria-current={id === view.attack && view.stage === null}
                    >
                      {name}
                    </a>
                  </th>
                  {stages.map((stage) => (
                    <MatrixCell
                      key={stage.id}
                      view={view}
                      attack={id}
                      stage={stage.id}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          );
        })}
      </table>
      {rows.length === 0 && <p>Nothing fell.</p>}
    </div>
  );
}

interface MatrixCellProps {
  view: View;
  attack: string;
  stage: string;
}

function MatrixCell({ view, attack, stage }: MatrixCellProps) {
  const verdict = verdictIn(view, attack, stage);
  if (verdict === null) return <td>—</td>;
  const isShown = view.attack === attack && view.stage === stage;
  return (
    <td
      id={anchorOf({ attack, stage })}
      class={`is-${verdict} ${isShown ? "shown" : ""}`}
    >
      <a href={viewHref(view, { attack, stage })} aria-current={isShown}>
        <Verdict of={verdict} />
      </a>
    </td>
  );
}

interface AttackCellsProps {
  view: View;
  attack: string;
  stages: string[];
}

/** Cells of one attack in words: its name, and a link for each rung. */
export function AttackCells({ view, attack, stages }: AttackCellsProps) {
  return (
    <>
      {attacks.find(({ id }) => id === attack)!.name}, rung{" "}
      {stages.toSorted().map((stage, i) => (
        <>
          {i > 0 && ", "}
          <a
            key={stage}
            href={viewHref(view, { attack, stage })}
            aria-current={false}
          >
            {stage}
          </a>
        </>
      ))}
    </>
  );
}
