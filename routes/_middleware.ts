import { type Context, HttpError } from "fresh";
import { recognize } from "../lib/http/login.ts";
import { startTrace } from "../lib/http/trace.ts";
import { isOwnWorld } from "../lib/http/world.ts";
import { define, type State } from "../lib/state.ts";

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
  const isTraced = ctx.state.inspector && isOwnWorld(ctx.state);
  if (isTraced && isRungPage(ctx)) startTrace(ctx.state);
  return ctx.next();
});

/** The page of a rung is open to all; it only wants to know who is there. */
const identify = define.middleware((ctx) => {
  const { authenticate } = ctx.state.rung ?? {};
  if (!isRungPage(ctx) || !authenticate) return ctx.next();
  return recognize(authenticate)(ctx);
});

export default [readOnly, trace, identify];
