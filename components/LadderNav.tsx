import type { Stage } from "../lib/stage.ts";
import { stages } from "../stages/mod.ts";

interface LadderNavProps {
  /** The rung of this page. */
  current: Stage;
  served: readonly Stage[];
  /** Whether the current rung is served at `/`, and no other at all. */
  single: boolean;
}

/** Where am I, what is above and what below? */
export default function LadderNav({ current, served, single }: LadderNavProps) {
  return (
    <nav class="rungs" aria-label="The ladder">
      <ol>
        {stages.map((stage) => (
          <li key={stage.id}>
            {single || !served.includes(stage)
              ? (
                <span aria-current={stage === current ? "page" : undefined}>
                  <Name stage={stage} />
                </span>
              )
              : (
                <a href={`/stages/${stage.id}/`}>
                  <Name stage={stage} />
                </a>
              )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Name({ stage }: { stage: Stage }) {
  return (
    <>
      <b>{stage.id}</b> <span>{stage.name.replace("To-do, ", "")}</span>
    </>
  );
}
