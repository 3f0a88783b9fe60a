import { type Context, page } from "fresh";
import { Head } from "fresh/runtime";
import Html from "../../../components/Html.tsx";
import { Explain } from "../../../components/learn/Words.tsx";
import { RungFrame, rungOfPage } from "../../../components/rung/RungFrame.tsx";
import { readLesson } from "../../../components/source/rung.ts";
import Clock from "../../../islands/Clock.tsx";
import Inspector from "../../../islands/Inspector.tsx";
import LaunchPad from "../../../islands/LaunchPad.tsx";
import StartOver from "../../../islands/StartOver.tsx";
import TodoApp, { type TodoAppProps } from "../../../islands/TodoApp.tsx";
import type { Exchange } from "../../../lib/browser/exchanges.ts";
import { clockOffset } from "../../../lib/http/clock.ts";
import { readCookie } from "../../../lib/http/cookies.ts";
import { userName } from "../../../lib/http/login.ts";
import { readTrace } from "../../../lib/http/trace.ts";
import { isOwnWorld } from "../../../lib/http/world.ts";
import { define, type Stage, type State } from "../../../lib/state.ts";

/** With and without the slash at the end: the links have it. */
export const config = { routeOverride: "/stages/:stage{/}?" };

export const handler = define.handlers({ GET: rungData });

/** What the page of a rung shows first, before its script runs. */
export async function rungData(ctx: Context<State>) {
  const { state, url } = ctx;
  const { stage, rung } = rungOfPage(ctx);
  const isOpen = stage.credential === null || state.user !== null;
  const refreshes = "POST /auth/refresh" in rung.routes;
  // The refresh token doesn't come to a page, so only its script can use it.
  const hasAccess = readCookie(ctx.req.headers, "access") !== null;
  const app: TodoAppProps = {
    base: state.base,
    credential: stage.credential,
    login: state.user && `Logged in as ${await userName(state)}`,
    list: isOpen ? await rung.todos?.(state) ?? null : null,
    canLogOut: "POST /auth/logout" in rung.routes,
    hasAccount: "POST /auth/confirm" in rung.routes,
    refreshes,
    hasExpired: refreshes && hasAccess && state.user === null,
  };
  const exchange: Exchange = {
    ...{ id: 0, isPage: true, method: "GET", status: 200 },
    url: url.pathname + url.search,
    trace: state.trace && await readTrace(ctx),
  };
  return page({
    app,
    note: rung.note?.(state) ?? null,
    lesson: readLesson(stage),
    exchange: state.inspector ? exchange : null,
  }, { headers: { "Cache-Control": "no-store" } });
}

export default define.page<typeof handler>(({ data, req, state, url }) => {
  const { app, exchange, lesson, note } = data;
  const stage = state.stage!;
  const place = stage.credential;
  return (
    <RungFrame state={state} url={url}>
      <Head>
        <link key="exchange" rel="stylesheet" href="/exchange.css" />
      </Head>
      <div class="rung">
        <div>
          <p class="lead">
            <Explain
              text={`${lesson.intro} ${stage.lesson}`}
              seen={new Set()}
            />
          </p>
          {stage.insecure && (
            <p class="warning">
              <strong>Insecure on purpose.</strong>{" "}
              Don't copy this, and put nothing here that matters.
            </p>
          )}
          {note && <p class="warning">{note}</p>}
          <noscript>
            <p class="warning">
              Scripts are off in this browser. You can read all pages, but to
              log in and to change the list, this one needs a script.
            </p>
          </noscript>
          {stage.app === "missile"
            ? <LaunchPad base={app.base} login={app.login} />
            : <TodoApp {...app} />}
          {exchange && place !== null && isOwnWorld(state) && (
            <Clock
              now={state.now / 1000}
              offset={clockOffset(req, state)}
              page={exchange}
            />
          )}
          {isOwnWorld(state) && <StartOver />}
        </div>
        {exchange && (
          <section class="wire" aria-labelledby="wire">
            <h2 id="wire">The wire</h2>
            <p class="hint">
              What travels between this page and its server. Open an arrow to
              see what it carries. Credentials are <mark>gold</mark>.
            </p>
            <Inspector page={exchange} place={place} />
          </section>
        )}
        <div class="prose">
          <Html html={lesson.html} />
          <p>
            With <code>curl</code>:{" "}
            <code class="curl">{curl(stage, state.origin + app.base)}</code>
          </p>
        </div>
      </div>
    </RungFrame>
  );
});

/** Asks what the page asks, with a place for a credential to be pasted. */
function curl({ app, credential }: Stage, base: string): string {
  const url = `${base}/${app === "missile" ? "launch-missile" : "todo/list"}`;
  if (credential === "url") return `curl '${url}?session_id=…&token=…'`;
  if (credential === "localStorage") return `curl '${url}?sessionId=…&token=…'`;
  return `curl ${url}${credential === "cookie" ? " -H 'Cookie: …'" : ""}`;
}
