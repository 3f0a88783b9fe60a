import { type Context, HttpError, page, type PageResponse } from "fresh";
import { Head } from "fresh/runtime";
import { isLocal } from "../../../attacks/live/local.ts";
import Html from "../../../components/Html.tsx";
import {
  type RungHtml,
  rungHtml,
} from "../../../components/source/rung_html.tsx";
import type { Stage } from "../../../lib/stage.ts";
import { define, type State } from "../../../lib/state.ts";

interface FullData {
  stage: Stage;
  base: string;
  html: RungHtml;
}

export const handler = define.handlers({
  GET: (ctx) => {
    if (ctx.state.single) throw new HttpError(404);
    return fullData(ctx);
  },
});

export async function fullData(
  ctx: Context<State>,
): Promise<PageResponse<FullData>> {
  const { stage, base } = ctx.state;
  if (stage === null) throw new HttpError(404);
  const html = await rungHtml(stage, ctx.state, isLocal(ctx));
  return page({ stage, base, html });
}

/**
 * What is folded on the page of a rung: to read without scripts, and for that
 * page to take from.
 */
export default define.page<typeof handler>(({ data }) => {
  const { stage, base, html } = data;
  return (
    <>
      <Head>
        <title>{`${stage.id} ${stage.name}, in full · Auth Ladder`}</title>
        <link key="attacks" rel="stylesheet" href="/attacks.css" />
      </Head>
      <h1>
        <span class="number">{stage.id}</span> {stage.name}, in full
      </h1>
      <p>
        Its attacks and its code. <a href={`${base}/`}>Use the rung</a>
      </p>
      <section class="tries" aria-labelledby="tries">
        <h2 id="tries">Try to break it</h2>
        <Html html={html.full.tries} />
      </section>
      <section class="listing" aria-labelledby="code">
        <h2 id="code">The code of this rung</h2>
        <Html html={html.full.code} />
      </section>
    </>
  );
});
