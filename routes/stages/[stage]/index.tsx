import { type Context, page, type PageResponse } from "fresh";
import Html from "../../../components/Html.tsx";
import { RungFrame, rungOfPage } from "../../../components/rung/RungFrame.tsx";
import { lessonHtml } from "../../../components/source/lesson.ts";
import Inspector from "../../../islands/Inspector.tsx";
import LaunchPad from "../../../islands/LaunchPad.tsx";
import TodoApp from "../../../islands/TodoApp.tsx";
import type { Exchange } from "../../../lib/browser/exchanges.ts";
import type { TodoStart } from "../../../lib/browser/todo_client.ts";
import { readCookie } from "../../../lib/http/cookies.ts";
import { userName } from "../../../lib/http/login.ts";
import { readTrace } from "../../../lib/http/trace.ts";
import { define, type State } from "../../../lib/state.ts";

/** With and without the slash at the end: the links have it. */
export const config = { routeOverride: "/stages/:stage{/}?" };

interface RungData extends Omit<TodoStart, "base"> {
  canLogOut: boolean;
  /** The rung's README, as HTML. */
  lesson: string;
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
    refreshes,
    hasExpired: refreshes && hasAccess && state.user === null,
    lesson: await lessonHtml(stage),
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
  const { login, first, exchange, lesson } = data;
  const { base } = state;
  const stage = state.stage!;
  return (
    <RungFrame state={state} url={url}>
      <div class="rung">
        <div>
          <p class="lead">{stage.lesson}</p>
          {stage.insecure && (
            <p class="warning">
              <strong>Insecure on purpose.</strong>{" "}
              Don't copy this, and put nothing here that matters.
            </p>
          )}
          {stage.app === "missile"
            ? <LaunchPad base={base} login={login} />
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
        <Html class="prose" html={lesson} />
      </div>
    </RungFrame>
  );
});
