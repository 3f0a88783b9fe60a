/**
 * What went wrong, as a page or, below the API's paths, as JSON. A middleware, as
 * Fresh's `_error.tsx` would be rendered without the Content-Security-Policy.
 *
 * @module
 */
import type { Context, Middleware } from "fresh";
import { Head } from "fresh/runtime";
import { API_PATHS, explainError, fail } from "../lib/http/api.ts";
import type { State } from "../lib/state.ts";
import { Shell, Site } from "./Shell.tsx";

/** Answers what is thrown further on. */
export const errorPages: Middleware<State> = async (ctx) => {
  try {
    return await ctx.next();
  } catch (error) {
    const { status, message, retryAfter } = explainError(error, ctx);
    const headers = new Headers({ "Cache-Control": "no-store" });
    if (retryAfter !== undefined) headers.set("Retry-After", `${retryAfter}`);
    if (status === 405) headers.set("Allow", "GET, HEAD");
    const heading = HEADINGS[status] ?? message;
    if (isApi(ctx)) return fail(status, heading, headers);
    const page = (
      <Shell>
        <Head>
          <title>{`${heading} · Auth Ladder`}</title>
        </Head>
        <Site>
          <h1>{heading}</h1>
          <a href="/">Go to the start</a>
        </Site>
      </Shell>
    );
    // It brings its own: how far Fresh had come with its wrapper is not known.
    const config = { skipAppWrapper: true, skipInheritedLayouts: true };
    return await ctx.render(page, { status, headers }, config);
  }
};

/** Said in place of Fresh's own short messages. */
const HEADINGS: Record<number, string> = {
  404: "There is nothing at this address",
  405: "This page can only be read",
};

function isApi({ state, url }: Context<State>): boolean {
  const { base, stage } = state;
  return stage !== null &&
    API_PATHS.some((path) => `${url.pathname}/`.startsWith(`${base}${path}/`));
}
