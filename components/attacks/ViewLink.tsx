import type { ComponentChildren } from "preact";
import { attacks } from "../../attacks/mod.ts";
import { type View, viewHref } from "../../attacks/runner/view.ts";
import type { CellGroup } from "../../attacks/runner/without.ts";

interface ViewLinkProps {
  view: View;
  to: Partial<View>;
  /** Whether that is what is shown already. */
  isHere?: boolean;
  children: ComponentChildren;
}

/** A link to another view of the matrix. */
export function ViewLink(
  { view, to, isHere = false, children }: ViewLinkProps,
) {
  return (
    <a
      href={viewHref(view, to)}
      class={isHere ? "here" : undefined}
      aria-current={isHere}
    >
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
