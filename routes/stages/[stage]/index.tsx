import { signal } from "@preact/signals";
import { type Context, page, type PageResponse } from "fresh";
import { Head } from "fresh/runtime";
import Html from "../../../components/Html.tsx";
import { Explain } from "../../../components/learn/Words.tsx";
import { RungFrame, rungOfPage } from "../../../components/rung/RungFrame.tsx";
import Clock from "../../../islands/Clock.tsx";
import Account from "../../../islands/Account.tsx";
import { type Lesson, readLesson } from "../../../components/source/lesson.ts";
import Inspector from "../../../islands/Inspector.tsx";
import LaunchPad from "../../../islands/LaunchPad.tsx";
import TodoApp from "../../../islands/TodoApp.tsx";
import type { Exchange } from "../../../lib/browser/exchanges.ts";
import { clockOffset } from "../../../lib/http/clock.ts";
import type { TodoStart } from "../../../lib/browser/todo_client.ts";
import { readCookie } from "../../../lib/http/cookies.ts";
import { userName } from "../../../lib/http/login.ts";
import { readTrace } from "../../../lib/http/trace.ts";
import { isOwnWorld } from "../../../lib/http/world.ts";
import { define, type Stage, type State } from "../../../lib/state.ts";

/** With and without the slash at the end: the links have it. */
export const config = { routeOverride: "/stages/:stage{/}?" };

interface RungData extends Omit<TodoStart, "base" | "login"> {
  /** Who is logged in, in words. */
  login: string | null;
  canLogOut: boolean;
  /** Whether the rung has more to do for who is logged in. */
  hasAccount: boolean;
  note: string | null;
  lesson: Lesson;
  /** How this page was asked for; null without the inspector. */
  exchange: Exchange | null;
}

export const handler = define.handlers({ GET: rungData });

/** What the page of a rung shows first, before its script runs. */
export async function rungData(
  ctx: Context<State>,
): Promise<PageResponse<RungData>> {
  const { state, url } = ctx;
  const { stage, rung } = rungOfPage(ctx);
  const isOpen = stage.credential === null || state.user !== null;
  const refreshes = "POST /auth/refresh" in rung.routes;
  // The refresh token doesn't come to a page, so only its script can use it.
  const hasAccess = readCookie(ctx.req.headers, "access") !== null;
  return page({
    login: state.user && `Logged in as ${await userName(state)}`,
    first: isOpen ? await rung.todos?.(state) ?? null : null,
    canLogOut: "POST /auth/logout" in rung.routes,
    hasAccount: "POST /auth/confirm" in rung.routes,
    note: rung.note?.(state) ?? null,
    refreshes,
    hasExpired: refreshes && hasAccess && state.user === null,
    lesson: await readLesson(stage),
    exchange: state.inspector
      ? {
        ...{ id: 0, isPage: true, method: "GET", status: 200 },
        url: url.pathname + url.search,
        trace: state.trace && await readTrace(ctx),
      }
      : null,
  }, { headers: { "Cache-Control": "no-store" } });
}

export default define.page<typeof handler>(({ data, req, state, url }) => {
  const { first, exchange, hasAccount, lesson, note } = data;
  const login = signal(data.login); // the islands share it
  const { base } = state;
  const stage = state.stage!;
  const place = stage.credential;
  const clock = { now: state.now / 1000, offset: clockOffset(req, state) };
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
            ? <LaunchPad base={base} login={data.login} />
            : (
              <TodoApp
                base={base}
                credential={stage.credential}
                login={login}
                first={first}
                canLogOut={data.canLogOut}
                refreshes={data.refreshes}
                hasExpired={data.hasExpired}
              />
            )}
          {exchange && place !== null && isOwnWorld(state) && (
            <Clock {...clock} page={exchange} />
          )}
          {hasAccount && <Account base={base} login={login} />}
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
            <code class="curl">{curl(stage, state.origin + base)}</code>
          </p>
        </div>
      </div>
    </RungFrame>
  );
});

/** Asks what the page asks, with a place for a credential to be pasted. */
function curl({ app, credential }: Stage, url: string): string {
  if (app === "missile") {
    return `curl '${url}/launch-missile?session_id=…&token=…'`;
  }
  if (credential === "localStorage") {
    return `curl '${url}/todo/list?sessionId=…&token=…'`;
  }
  const cookie = credential === "cookie" ? " -H 'Cookie: …'" : "";
  return `curl ${url}/todo/list${cookie}`;
}
