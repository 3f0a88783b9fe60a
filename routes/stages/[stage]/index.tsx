import { type Context, HttpError, page, type PageResponse } from "fresh";
import { Head } from "fresh/runtime";
import { isLocal } from "../../../attacks/live/local.ts";
import AttackSection from "../../../components/attacks/AttackSection.tsx";
import Html from "../../../components/Html.tsx";
import Inspector from "../../../islands/Inspector.tsx";
import LaunchPad from "../../../islands/LaunchPad.tsx";
import RungFolds from "../../../islands/RungFolds.tsx";
import TodoApp from "../../../islands/TodoApp.tsx";
import { userName } from "../../../lib/http/login.ts";
import type { Exchange } from "../../../lib/browser/exchanges.ts";
import {
  type RungHtml,
  rungHtml,
} from "../../../components/source/rung_html.tsx";
import type { FirstTodos, Stage } from "../../../lib/stage.ts";
import { define, type State } from "../../../lib/state.ts";
import { readTrace } from "../../../lib/http/trace.ts";
import { stages } from "../../../stages/mod.ts";

/** With and without the slash at the end: the links have it. */
export const config = { routeOverride: "/stages/:stage{/}?" };

interface StageData {
  stage: Stage;
  base: string;
  /** Who is logged in, in words. */
  login: string | null;
  /** Null where somebody has to log in first. */
  first: FirstTodos | null;
  canLogOut: boolean;
  /** Whether attacks are run here, or only told of. */
  isLocal: boolean;
  html: RungHtml;
  /** How this page was asked for; null without the inspector. */
  exchange: Exchange | null;
}

export const handler = define.handlers({
  GET: (ctx) => {
    if (ctx.state.single) throw new HttpError(404);
    return stageData(ctx);
  },
});

/** What the page of a rung shows first, before its script runs. */
export async function stageData(
  ctx: Context<State>,
): Promise<PageResponse<StageData>> {
  const { state, url } = ctx;
  const { stage, rung, base, user } = state;
  if (stage === null || rung === null) throw new HttpError(404);
  const isOpen = stage.credential === null || user !== null;
  const login = user && `Logged in as ${await userName(state)}`;
  const first = isOpen ? await rung.todos?.(state) ?? null : null;
  const local = isLocal(ctx);
  return page({
    stage,
    base,
    login,
    first,
    canLogOut: "POST /auth/logout" in rung.routes,
    isLocal: local,
    html: await rungHtml(stage, state, local),
    exchange: state.trace && {
      ...{ id: 0, method: "GET", status: 200 },
      url: url.pathname + url.search,
      trace: readTrace(ctx),
    },
  }, { headers: { "Cache-Control": "no-store" } });
}

export default define.page<typeof handler>(({ data, state }) => {
  const { stage, base, login, first, html, exchange, canLogOut } = data;
  return (
    <>
      <Head>
        <title>{`${stage.id} ${stage.name} · Auth Ladder`}</title>
      </Head>
      <Html html={html.nav} />
      <div class="rung">
        <div>
          <h1>
            <span class="number">{stage.id}</span> {stage.name}
          </h1>
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
        <Html class="prose" html={html.lesson} />
      </div>
      <AttackSection
        stage={stage}
        base={base}
        live={data.isLocal}
        tries={html.folded.tries}
      />
      <section class="listing" aria-labelledby="code">
        <h2 id="code">The code of this rung</h2>
        <p class="hint">
          {stage === stages[0]
            ? "Everything that makes this rung."
            : "What makes this rung, line by line against the rung below."}{" "}
          Holes on purpose are marked.
        </p>
        <Html html={html.folded.code} />
      </section>
      <RungFolds base={base} place={stage.credential} />
    </>
  );
});
