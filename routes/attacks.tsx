import { Head } from "fresh/runtime";
import { readView, type View, viewHref } from "../attacks/runner/view.ts";
import { Verdict } from "../components/attacks/EvidenceView.tsx";
import Matrix from "../components/attacks/Matrix.tsx";
import Shown from "../components/attacks/Shown.tsx";
import Without, { LockSwitch } from "../components/attacks/Without.tsx";
import { define } from "../lib/state.ts";

/** The matrix, and beside it how a cell was found, or what a lock holds up. */
export default define.page(({ url, state }) => {
  const view = readView(url);
  const { without, attack, stage } = view;
  return (
    <>
      <Head>
        <title>Attack × rung · Auth Ladder</title>
      </Head>
      <link key="attacks" rel="stylesheet" href="/attacks.css" />
      <h1>Attack × rung</h1>
      <p class="lead">
        Each attack was run against each rung, next to the same thing done
        honestly, and in a real browser where a browser decides. Choose a cell
        to see what was sent, what came back, and which line of code decided.
        Take a lock off to see what falls.
      </p>
      <p>
        <Verdict of="breaks" />: the attacker gets in or learns the secret; each
        is a lesson, kept on purpose.{" "}
        <Verdict of="holds" />: the attack fails for the reason given. —: it
        doesn't apply. Run them yourself: <code>deno task attacks</code>.
      </p>
      <LockSwitch view={view} />
      <Filter view={view} />
      <div class="beside">
        <Matrix view={view} />
        {(without !== null || attack !== null) && (
          <aside aria-label="What is shown of it">
            {attack !== null && <Shown view={view} />}
            {state.served.some(({ id }) => id === stage) && (
              <p>
                <a href={state.single ? "/" : `/stages/${stage}/`}>
                  The lesson of rung {stage}
                </a>
              </p>
            )}
            {without !== null && <Without view={view} without={without} />}
          </aside>
        )}
      </div>
    </>
  );
});

/** Which rows are shown. */
function Filter({ view }: { view: View }) {
  const link = (rows: View["rows"], text: string) => (
    <a
      href={viewHref(view, { rows })}
      class={view.rows === rows ? "shown" : undefined}
      aria-current={view.rows === rows}
    >
      {text}
    </a>
  );
  return (
    <nav class="rows" aria-label="Rows">
      {link("all", "All attacks")}
      {link("differ", "Where rungs differ")}
      {view.without !== null && link("fell", "Where something fell")}
    </nav>
  );
}
