/**
 * Refuses what another site made the browser send.
 *
 * @module
 */
import { HttpError } from "./http_error.ts";
import type { Middleware } from "./types.ts";

/** `Sec-Fetch-Site` decides where it is sent, `Origin` where it is not. */
export function csrf<State>(): Middleware<State> {
  return (ctx) => {
    const { method, headers } = ctx.req;
    const site = headers.get("Sec-Fetch-Site");
    const origin = headers.get("Origin");
    const isAllowed = ["GET", "HEAD", "OPTIONS"].includes(method) ||
      site === "same-origin" || site === "none" ||
      origin === ctx.url.origin ||
      // Neither header: no browser, so nobody's cookies to misuse.
      site === null && origin === null;
    if (!isAllowed) throw new HttpError(403);
    return ctx.next();
  };
}
