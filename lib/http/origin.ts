import { HttpError, type Middleware } from "fresh";
import type { State } from "../state.ts";

/**
 * Refuses a POST that a page of another origin has sent, with 403: the browser
 * would add our cookies to it by itself.
 *
 * The browser says so in `Sec-Fetch-Site` (W3C Fetch Metadata) or, if it is an
 * old one or the lab is on plain http on another machine, in `Origin` (RFC 6454 §7). A program that
 * is no browser sends neither, and has no cookies of a visitor's to misuse.
 */
export const sameOrigin: Middleware<State> = (ctx) => {
  if (ctx.req.method === "POST") {
    const site = ctx.req.headers.get("Sec-Fetch-Site");
    const origin = ctx.req.headers.get("Origin");
    const isOwn = site === null
      ? origin === null || origin === ctx.state.origin
      : site === "same-origin" || site === "none";
    if (!isOwn) {
      throw new HttpError(403, "A page of another origin sent this request", {
        cause: `it came with Sec-Fetch-Site ${site} and Origin ${origin}`,
      });
    }
    ctx.state.step("no page of another origin sent it");
  }
  return ctx.next();
};
