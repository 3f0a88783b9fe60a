import { page } from "fresh";
import { Tries } from "../../../components/attacks/AttackSection.tsx";
import { RungFrame, rungOfPage } from "../../../components/rung/RungFrame.tsx";
import { define } from "../../../lib/state.ts";

/** Below the ladder, and at the root where a rung is served alone. */
export const config = { routeOverride: "{/stages/:stage}?/break{/}?" };

export const handler = define.handlers({
  GET: (ctx) => {
    rungOfPage(ctx);
    return page(undefined, { headers: { "Cache-Control": "no-store" } });
  },
});

/** The attacks on a rung: guess how each ends, then see. */
export default define.page<typeof handler>(({ state, url }) => (
  <RungFrame state={state} url={url} title="Break it">
    <Tries stage={state.stage!} live={state.isLocal} />
  </RungFrame>
));
