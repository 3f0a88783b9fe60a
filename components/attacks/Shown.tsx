import { attacks } from "../../attacks/mod.ts";
import { readEvidence } from "../../attacks/runner/recorded.ts";
import { type View } from "../../attacks/runner/view.ts";
import {
  endWithout,
  nameOf,
  withoutOnly,
} from "../../attacks/runner/without.ts";
import Decision, { Verdict } from "./Decision.tsx";
import { ViewLink } from "./ViewLink.tsx";

/**
 * An attack and, if a rung is chosen, how it ended there: what was sent, what
 * came back, which line decided.
 */
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
      {evidence && (
        <div class="evidence">
          <Decision of={evidence} />
          {evidence.exchanges.map(({ request, answer }, i) => (
            <pre key={i} tabIndex={0}>{`${request}\n→ ${answer}`}</pre>
          ))}
          {evidence.saw && (
            <p>
              What was seen: <q>{evidence.saw}</q>
            </p>
          )}
        </div>
      )}
      <p>{lesson}</p>
      {locks.length > 0 && <p>Take away what this cell stands on:</p>}
      <ul>
        {locks.flatMap((lock) => withoutOnly(lock) ?? []).map((it) => (
          <li key={it.id}>
            <ViewLink view={view} to={{ without: it, attack: id, stage }}>
              {nameOf(it)}
            </ViewLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
