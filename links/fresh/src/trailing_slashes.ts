/**
 * One form of each path: with a slash at its end, or without.
 *
 * @module
 */
import type { Middleware } from "./types.ts";

/** Redirects to the same path with or without its last slash. */
export function trailingSlashes<State>(
  mode: "always" | "never",
): Middleware<State> {
  return (ctx) => {
    const { pathname, search } = ctx.url;
    const has = pathname.endsWith("/");
    if (pathname === "/" || has === (mode === "always")) return ctx.next();
    return ctx.redirect(
      (has ? pathname.slice(0, -1) : pathname + "/") + search,
    );
  };
}
