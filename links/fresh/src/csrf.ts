/**
 * Refuses unsafe requests that another site made the browser send.
 *
 * @module
 */
import type { Context } from "./context.ts";
import { HttpError } from "./error.ts";
import type { Middleware } from "./types.ts";

// deno-lint-ignore no-explicit-any
export interface CsrfOptions<State = any> {
  /** Origins that may post here. Default: the app's own. */
  origin?:
    | string
    | string[]
    | ((origin: string, context: Context<State>) => boolean);
}

/** `Sec-Fetch-Site` decides where it is sent, `Origin` where it is not. */
export function csrf<State>(options: CsrfOptions = {}): Middleware<State> {
  function isAllowed(origin: string, ctx: Context<State>): boolean {
    const allowed = options.origin || ctx.url.origin;
    if (typeof allowed === "function") return allowed(origin, ctx);
    return Array.isArray(allowed)
      ? allowed.includes(origin)
      : allowed === origin;
  }

  return (ctx) => {
    const { method, headers } = ctx.req;
    if (["GET", "HEAD", "OPTIONS"].includes(method)) return ctx.next();

    const site = headers.get("Sec-Fetch-Site");
    if (site === "same-origin" || site === "none") return ctx.next();

    const origin = headers.get("Origin");
    // Neither header: not a browser, so no victim's cookies either.
    if (origin === null && site === null) return ctx.next();
    if (origin !== null && isAllowed(origin, ctx)) return ctx.next();

    throw new HttpError(403);
  };
}
