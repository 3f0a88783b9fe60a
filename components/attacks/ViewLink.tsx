import type { ComponentChildren } from "preact";
import { attacks } from "../../attacks/mod.ts";
import { type View, viewHref } from "../../attacks/runner/view.ts";
import type { CellGroup } from "../../attacks/runner/without.ts";

interface ViewLinkProps {
  view: View;
  to: Partial<View>;
  children: ComponentChildren;
}

/** A link to another view of the matrix, or to what is shown already. */
export function ViewLink({ view, to, children }: ViewLinkProps) {
  const isHere = Object.entries(to)
    .every(([name, value]) => view[name as keyof View] === value);
  return (
    <a href={viewHref(view, to)} aria-current={isHere}>
      {children}
    </a>
  );
}

/** Cells in words: for each attack its name, and a link for each rung. */
export function CellList({ view, cells }: { view: View; cells: CellGroup[] }) {
  return (
    <ul>
      {cells.map(({ attack, stages, why }) => (
        <li key={attack + stages}>
          {attacks.find(({ id }) => id === attack)!.name}, rung{" "}
          {stages.flatMap((stage, i) => [
            i > 0 && ", ",
            <ViewLink key={stage} view={view} to={{ attack, stage }}>
              {stage}
            </ViewLink>,
          ])}
          {why && `: ${why}`}
        </li>
      ))}
    </ul>
  );
}
