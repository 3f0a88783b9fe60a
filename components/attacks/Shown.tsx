import { attacks } from "../../attacks/mod.ts";
import { readEvidence } from "../../attacks/runner/recorded.ts";
import { type View } from "../../attacks/runner/view.ts";
import {
  endWithout,
  nameOf,
  withoutOnly,
} from "../../attacks/runner/without.ts";
import EvidenceView, { Verdict } from "./EvidenceView.tsx";
import { ViewLink } from "./ViewLink.tsx";

/** An attack, and how it ended on one rung if one is chosen. */
export default function Shown({ view }: { view: View }) {
  const { attack: id, stage, without } = view;
  const { name, story, lesson, cells } = attacks.find((it) => it.id === id)!;
  const evidence = stage && readEvidence(id!, stage);
  const end = without && stage && endWithout(without, id!, stage);
  const locks = stage === null ? [] : cells[stage].locks;
  return (
    <section aria-labelledby="shown-name">
      <h2 id="shown-name">{name}{stage && `, rung ${stage}`}</h2>
      <p>{story}</p>
      {end && (
        <p>
          Without {nameOf(without)}: <Verdict of={end.verdict} />,{" "}
          {end.why}. With it:
        </p>
      )}
      {evidence && <EvidenceView evidence={evidence} />}
      <p>{lesson}</p>
      {locks.length > 0 && <p>Take away what this cell stands on:</p>}
      <ul>
        {locks.flatMap((lock) => withoutOnly(lock) ?? []).map((it) => (
          <li key={it.id}>
            <ViewLink
              view={view}
              to={{ without: it, attack: id, stage }}
              isHere={it === without}
            >
              {nameOf(it)}
            </ViewLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
