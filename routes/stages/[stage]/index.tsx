import { type Context, page, type PageResponse } from "fresh";
import Html from "../../../components/Html.tsx";
import { Explain } from "../../../components/learn/Words.tsx";
import { RungFrame, rungOfPage } from "../../../components/rung/RungFrame.tsx";
import { type Lesson, readLesson } from "../../../components/source/lesson.ts";
import Inspector from "../../../islands/Inspector.tsx";
import LaunchPad from "../../../islands/LaunchPad.tsx";
import TodoApp from "../../../islands/TodoApp.tsx";
import type { Exchange } from "../../../lib/browser/exchanges.ts";
import { userName } from "../../../lib/http/login.ts";
import { readTrace } from "../../../lib/http/trace.ts";
import {
  define,
  type FirstTodos,
  type Stage,
  type State,
} from "../../../lib/state.ts";

/** With and without the slash at the end: the links have it. */
export const config = { routeOverride: "/stages/:stage{/}?" };

interface RungData {
  /** Who is logged in, in words. */
  login: string | null;
  /** Null where somebody has to log in first. */
  first: FirstTodos | null;
  canLogOut: boolean;
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
  return page({
    login: state.user && `Logged in as ${await userName(state)}`,
    first: isOpen ? await rung.todos?.(state) ?? null : null,
    canLogOut: "POST /auth/logout" in rung.routes,
    lesson: await readLesson(stage),
    exchange: state.inspector
      ? {
        ...{ id: 0, method: "GET", status: 200 },
        url: url.pathname + url.search,
        trace: state.trace && readTrace(ctx),
      }
      : null,
  }, { headers: { "Cache-Control": "no-store" } });
}

export default define.page<typeof handler>(({ data, state, url }) => {
  const { login, first, exchange, canLogOut, lesson } = data;
  const { base } = state;
  const stage = state.stage!;
  return (
    <RungFrame state={state} url={url}>
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
          <noscript>
            <p class="warning">
              Scripts are off in this browser. You can read all pages, but to
              log in and to change the list, this one needs a script.
            </p>
          </noscript>
          {stage.app === "missile"
            ? <LaunchPad base={base} login={login} />
            : (
              <TodoApp
                base={base}
                credential={stage.credential}
                login={login}
                first={first}
                canLogOut={canLogOut}
              />
            )}
        </div>
        {exchange && (
          <section class="wire" aria-labelledby="wire">
            <h2 id="wire">The wire</h2>
            <p class="hint">
              What travels between this page and its server, newest first.
              Credentials are <mark>marked</mark>.
            </p>
            <Inspector page={exchange} now={state.now / 1000} />
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
