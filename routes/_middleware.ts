import { HttpError } from "fresh";
import { recognize } from "../lib/http/login.ts";
import { startTrace } from "../lib/http/trace.ts";
import { isOwnWorld } from "../lib/http/world.ts";
import { define } from "../lib/state.ts";

/**
 * Pages are for reading. A rung's own is open to all, but wants to know who is
 * there; what the server does for that is the inspector's first line.
 */
export default define.middleware((ctx) => {
  const { req: { method }, route, state, url } = ctx;
  if (route === null) return ctx.next();
  if (method !== "GET" && method !== "HEAD") throw new HttpError(405);
  const { base, rung } = state;
  const isRungPage = [base, `${base}/`].includes(url.pathname);
  if (rung === null || !isRungPage) return ctx.next();
  if (state.inspector && isOwnWorld(state)) startTrace(state);
  const { authenticate } = rung;
  return authenticate ? recognize(authenticate)(ctx) : ctx.next();
});
