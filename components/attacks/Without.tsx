import { recordedMutations } from "../../attacks/runner/mutated.ts";
import { type Mutation, mutations } from "../../attacks/runner/mutations.ts";
import { type View, viewHref } from "../../attacks/runner/view.ts";
import { removedBy, stillStanding } from "../../attacks/runner/without.ts";
import { nameOf } from "../../attacks/runner/without.ts";
import { codeHref } from "../source/Code.tsx";
import { AttackCells } from "./Matrix.tsx";

/** Takes a lock off, or puts it back. */
export function LockSwitch({ view }: { view: View }) {
  const { without, rows } = view;
  return (
    <form class="lock-switch" action="/attacks#matrix">
      <label for="without">Take a lock off:</label>
      <select id="without" name="without" required>
        <option value="">choose one …</option>
        {mutations.filter(({ id }) => id in recordedMutations).map((it) => (
          <option key={it.id} value={it.id} selected={it === without}>
            {nameOf(it)}
          </option>
        ))}
      </select>
      {rows !== "all" && <input type="hidden" name="rows" value={rows} />}
      <button type="submit">Take it off</button>
      {without !== null && (
        <a
          href={viewHref(view, { without: null, rows: "all" })}
          aria-current={false}
        >
          Put it back
        </a>
      )}
    </form>
  );
}

/** What is off, what fell, and why no more than that. */
export default function Without(
  { view, without }: { view: View; without: Mutation },
) {
  const { changes: { breaks }, full } = recordedMutations[without.id];
  const fallen = Object.entries(breaks);
  const count = fallen.flatMap(([, cells]) => Object.keys(cells)).length;
  const standing = stillStanding(without);
  return (
    <section class="without" aria-labelledby="without-name">
      <h2 id="without-name">
        Without {nameOf(without)}: {count === 0
          ? "nothing falls"
          : `${count} ${count === 1 ? "cell falls" : "cells fall"}`}
      </h2>
      {removedBy(without).map(({ file, line, before, after }) => (
        <div key={`${file}:${line}`}>
          <a href={codeHref(file, line)}>
            <code>{file}:{line}</code>
          </a>
          <pre class="source" tabIndex={0}><code>{[
            ...before.map((text, i) => <del key={i}>{text}</del>),
            ...after.map((text, i) => <ins key={i} data-n="">{text}</ins>),
          ]}</code></pre>
        </div>
      ))}
      <ul>
        {fallen.map(([attack, cells]) => (
          <li key={attack}>
            <AttackCells {...{ view, attack }} stages={Object.keys(cells)} />
          </li>
        ))}
      </ul>
      <h3>{count === 0 ? "Why does nothing fall?" : "Why only these?"}</h3>
      <p>
        {standing.length === 0
          ? "No other attack of the matrix goes through these lines."
          : "Elsewhere another lock still holds:"}
      </p>
      <ul>
        {standing.map(({ attack, stages, by, words }) => (
          <li key={attack + stages}>
            <AttackCells {...{ view, attack, stages }} />
            {by.length > 0 && `: ${by.join(", ")}`}
            {words && `. The server now says: “${words}”`}
          </li>
        ))}
      </ul>
      {!full && (
        <p class="hint">
          Attacks that need a browser were run again only if they name one of
          these lines.
        </p>
      )}
    </section>
  );
}
