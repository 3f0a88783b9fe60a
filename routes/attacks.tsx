import { Head } from "fresh/runtime";
import { readView, ROWS } from "../attacks/runner/view.ts";
import { Verdict } from "../components/attacks/Decision.tsx";
import Matrix from "../components/attacks/Matrix.tsx";
import Shown from "../components/attacks/Shown.tsx";
import { ViewLink } from "../components/attacks/ViewLink.tsx";
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
      <nav class="rows" aria-label="Rows">
        {Object.entries(ROWS).map(([rows, text]) =>
          (without || rows !== "fell") && (
            <ViewLink key={rows} view={view} to={{ rows }}>{text}</ViewLink>
          )
        )}
      </nav>
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
