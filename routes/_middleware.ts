import { type Context, HttpError } from "fresh";
import { define, type State } from "../lib/state.ts";
import { startTrace } from "../lib/http/trace.ts";

/** Pages are for reading. */
const readOnly = define.middleware((ctx) => {
  const { method } = ctx.req;
  const isPage = ctx.route !== null;
  if (isPage && method !== "GET" && method !== "HEAD") throw new HttpError(405);
  return ctx.next();
});

/** Whether the page is a rung's own, which alone asks who is logged in. */
function isRungPage({ route, state, url }: Context<State>): boolean {
  const { base, rung } = state;
  const isIts = [base, `${base}/`].includes(url.pathname);
  return route !== null && rung !== null && isIts;
}

/** What the server does for the page of a rung is the inspector's first line. */
const trace = define.middleware((ctx) => {
  if (ctx.state.inspector && isRungPage(ctx)) startTrace(ctx.state);
  return ctx.next();
});

/** The page of a rung is open to all; it only wants to know who is there. */
const identify = define.middleware(async (ctx) => {
  const { next, state } = ctx;
  if (!isRungPage(ctx) || !state.rung?.authenticate) return next();
  try {
    return await state.rung.authenticate(ctx);
  } catch (error) {
    if (!(error instanceof HttpError && error.status === 401)) throw error;
    state.user = null;
    state.step("nobody is logged in");
    return next();
  }
});

export default [readOnly, trace, identify];
