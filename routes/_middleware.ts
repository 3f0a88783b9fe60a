import { HttpError } from "fresh";
import { define } from "../lib/state.ts";

/** Pages are for reading. */
const readOnly = define.middleware((ctx) => {
  const { method } = ctx.req;
  const isPage = ctx.route !== null;
  if (isPage && method !== "GET" && method !== "HEAD") throw new HttpError(405);
  return ctx.next();
});

/** The page of a rung is open to all; it only wants to know who is there. */
const identify = define.middleware(async (ctx) => {
  const { next, state } = ctx;
  if (ctx.route === null || !state.rung?.authenticate) return next();
  try {
    return await state.rung.authenticate(ctx);
  } catch (error) {
    if (!(error instanceof HttpError && error.status === 401)) throw error;
    state.user = null;
    return next();
  }
});

export default [readOnly, identify];
