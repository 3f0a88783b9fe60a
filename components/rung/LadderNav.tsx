import type { Stage } from "../../lib/state.ts";
import { stages } from "../../stages/mod.ts";

interface LadderNavProps {
  /** The rung of this page. */
  current: Stage;
  served: readonly Stage[];
  /** Whether the current rung is served at `/`, and no other at all. */
  single: boolean;
}

/** Where am I, what is above and what below? */
export default function LadderNav({ current, served, single }: LadderNavProps) {
  const isLink = (stage: Stage) => !single && served.includes(stage);
  return (
    <nav class="rungs" aria-label="The ladder">
      <ol>
        {stages.map((stage) => (
          <li key={stage.id}>
            <a
              href={isLink(stage) ? `/stages/${stage.id}/` : undefined}
              aria-current={stage === current ? "page" : undefined}
            >
              <b>{stage.id}</b> <span>{stage.name.replace("To-do, ", "")}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
