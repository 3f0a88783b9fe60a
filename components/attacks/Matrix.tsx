import { GROUPS } from "../../attacks/runner/attack.ts";
import { anchorOf } from "../../attacks/runner/recorded.ts";
import { rowsIn, verdictIn, type View } from "../../attacks/runner/view.ts";
import { stages } from "../../stages/mod.ts";
import { Verdict } from "./Decision.tsx";
import { ViewLink } from "./ViewLink.tsx";

/** Each attack against each rung. A cell leads to its evidence. */
export default function Matrix({ view }: { view: View }) {
  const rows = Object.groupBy(
    rowsIn(view),
    ({ group }): string => GROUPS[group],
  );
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
        {Object.values(GROUPS).map((heading) =>
          rows[heading] && (
            <tbody key={heading}>
              <tr class="group">
                <th scope="rowgroup" colSpan={stages.length + 1}>
                  <span>{heading}</span>
                </th>
              </tr>
              {rows[heading].map(({ id: attack, name }) => (
                <tr key={attack} id={attack}>
                  <th scope="row">
                    <ViewLink view={view} to={{ attack, stage: null }}>
                      {name}
                    </ViewLink>
                  </th>
                  {stages.map(({ id: stage }) => {
                    const verdict = verdictIn(view, attack, stage);
                    if (verdict === null) {
                      return <td key={stage}>—</td>;
                    }
                    return (
                      <td
                        key={stage}
                        id={anchorOf({ attack, stage })}
                        class={`is-${verdict}`}
                      >
                        <ViewLink view={view} to={{ attack, stage }}>
                          <Verdict of={verdict} />
                        </ViewLink>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          )
        )}
      </table>
      {rowsIn(view).length === 0 && <p>Nothing fell.</p>}
    </div>
  );
}
