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

/** Serves the page below a rung, to one's own machine or world only. */
export function mountHole(app: App<State>, base: string): void {
  app.get(`${base}/hole`, (ctx) => {
    if (!isOwnWorld(ctx.state)) throw new HttpError(404);
    const { stage } = ctx.state;
    return ctx.render(<Hole base={base} missile={stage?.app === "missile"} />, {
      headers: { "Cache-Control": "no-store" },
    });
  });
}

function Hole({ base, missile }: { base: string; missile: boolean }) {
  const locked = missile ? "/launch-missile" : "/todo/list";
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>A page with a hole · Auth Ladder</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/styles.css" />
        <script src="/stranger.js" defer data-locked={base + locked} />
      </head>
      <body>
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
      </body>
    </html>
  );
}
