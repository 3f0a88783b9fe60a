/**
 * A page with a hole, for the lessons that need one: it runs a script that a
 * stranger wrote. It is the same on each rung, so that only the credential's
 * place differs. The script is fixed and shows what it finds to nobody but the
 * reader; nothing that a request brings gets into the page.
 *
 * @module
 */
import { type App, HttpError } from "fresh";
import { isOwnWorld } from "../../lib/http/world.ts";
import type { State } from "../../lib/state.ts";
import { Shell } from "../Shell.tsx";

/** Serves the page below a rung, to one's own machine or world only. */
export function mountHole(app: App<State>, base: string): void {
  app.get(`${base}/hole`, (ctx) => {
    if (!isOwnWorld(ctx.state)) throw new HttpError(404);
    const isMissile = ctx.state.stage?.app === "missile";
    const locked = isMissile ? "/launch-missile" : "/todo/list";
    return ctx.render(
      <Shell title="A page with a hole">
        <main>
          <h1>A page with a hole</h1>
          <p class="warning">
            <strong>Insecure on purpose.</strong>{" "}
            This page runs a script that a stranger wrote, as a page does that
            forgets to escape a text or trusts a library too much. It tells what
            it finds to nobody but you.
          </p>
          <h2>What the script could read</h2>
          <pre id="read" tabIndex={0} />
          <p id="whose" />
          <h2>What the server answered it</h2>
          <pre id="used" tabIndex={0} />
          <p>
            <a href={`${base}/`}>Back to the rung</a>
          </p>
        </main>
        <script src="/stranger.js" data-locked={base + locked} />
      </Shell>,
      { headers: { "Cache-Control": "no-store" } },
    );
  });
}
