import { page } from "fresh";
import Attacks from "../../../components/attacks/Attacks.tsx";
import { RungFrame, rungOfPage } from "../../../components/rung/RungFrame.tsx";
import { define } from "../../../lib/state.ts";

/** Below the ladder, and at the root where a rung is served alone. */
export const config = { routeOverride: "{/stages/:stage}?/break{/}?" };

export const handler = define.handlers({
  GET: (ctx) => {
    const { stage, base } = rungOfPage(ctx);
    const data = { stage, base };
    return page(data, { headers: { "Cache-Control": "no-store" } });
  },
});

/** The attacks on a rung: guess how each ends, then see. */
export default define.page<typeof handler>(({ data, state, url }) => (
  <RungFrame state={state} url={url} title="Break it">
    <Attacks {...data} live={state.isLocal} />
  </RungFrame>
));
