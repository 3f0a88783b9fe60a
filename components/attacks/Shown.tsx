import { attacks } from "../../attacks/mod.ts";
import { recordedMutations } from "../../attacks/runner/mutated.ts";
import { readEvidence } from "../../attacks/runner/recorded.ts";
import { type View, viewHref } from "../../attacks/runner/view.ts";
import { nameOf, withoutOnly } from "../../attacks/runner/without.ts";
import EvidenceView, { Verdict } from "./EvidenceView.tsx";

/** An attack, and how it ended on one rung if one is chosen. */
export default function Shown({ view }: { view: View }) {
  const { attack: id, stage, without } = view;
  const { name, story, lesson, cells } = attacks.find((it) => it.id === id)!;
  const evidence = stage && readEvidence(id!, stage);
  const fell = without !== null && stage !== null &&
    recordedMutations[without.id].changes.breaks[id!]?.[stage];
  const locks = stage === null ? [] : cells[stage].locks;
  return (
    <section class="shown" aria-labelledby="shown-name">
      <h2 id="shown-name">{name}{stage && `, rung ${stage}`}</h2>
      <p>{story}</p>
      {without && typeof fell === "string" && (
        <>
          <p>
            <Verdict of="falls" /> without {nameOf(without)}:
          </p>
          <pre tabIndex={0}>{fell}</pre>
          <p>With it:</p>
        </>
      )}
      {evidence && <EvidenceView evidence={evidence} />}
      <p>{lesson}</p>
      {locks.length > 0 && <p>Take away what this cell stands on:</p>}
      <ul>
        {locks.flatMap((lock) => withoutOnly(lock) ?? []).map((it) => (
          <li key={it.id}>
            <a
              href={viewHref(view, { without: it, attack: id, stage })}
              aria-current={it === without}
            >
              {nameOf(it)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
