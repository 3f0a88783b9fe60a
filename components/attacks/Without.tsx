import { recordedMutations } from "../../attacks/runner/mutated.ts";
import { type Mutation, mutations } from "../../attacks/runner/mutations.ts";
import type { View } from "../../attacks/runner/view.ts";
import {
  fallenIn,
  nameOf,
  removedBy,
  stillStanding,
} from "../../attacks/runner/without.ts";
import { CodeLink } from "../source/Code.tsx";
import { CellList, ViewLink } from "./ViewLink.tsx";

/** Single locks come first. */
const CHOICES = mutations.filter(({ id }) => id in recordedMutations)
  .toSorted((a, b) => a.without.length - b.without.length);

/** Takes a lock off, or puts it back. */
export function LockSwitch({ view }: { view: View }) {
  const { without, rows } = view;
  return (
    <form class="lock-switch" action="/attacks#matrix">
      <label for="without">Take a lock off:</label>
      <select id="without" name="without" required>
        <option value="">choose one …</option>
        {CHOICES.map((it) => (
          <option key={it.id} value={it.id} selected={it === without}>
            {nameOf(it)}
          </option>
        ))}
      </select>
      {rows !== "all" && <input type="hidden" name="rows" value={rows} />}
      <button type="submit">Take it off</button>
      {without !== null && (
        <ViewLink view={view} to={{ without: null, rows: "all" }}>
          Put it back
        </ViewLink>
      )}
    </form>
  );
}

/** What is off, what fell, and why no more than that. */
export default function Without(
  { view, without }: { view: View; without: Mutation },
) {
  const fallen = fallenIn(without);
  const standing = stillStanding(without);
  const count = fallen.flatMap(({ stages }) => stages).length;
  const falls = ["nothing falls", "1 cell falls"][count] ??
    `${count} cells fall`;
  return (
    <section aria-labelledby="without-name">
      <h2 id="without-name">Without {nameOf(without)}: {falls}</h2>
      {removedBy(without).map(({ file, line, before, after }) => (
        <div key={`${file}:${line}`}>
          <CodeLink file={file} line={line} />
          <pre class="source" tabIndex={0}><code>
            {before.map((text) => <del key={text}>{text}</del>)}
            {after.map((text, i) => <ins key={i} data-n="">{text}</ins>)}
          </code></pre>
        </div>
      ))}
      <CellList view={view} cells={fallen} />
      <h3>{count === 0 ? "Why does nothing fall?" : "Why only these?"}</h3>
      <p>
        {standing.length === 0
          ? "No other attack of the matrix goes through these lines."
          : "In these cells another lock still holds:"}
      </p>
      <CellList view={view} cells={standing} />
      {!recordedMutations[without.id].full && (
        <p class="hint">
          Attacks that need a browser were run again only if they name one of
          these lines.
        </p>
      )}
    </section>
  );
}
