/**
 * What went wrong, as a page or, below the API's paths, as JSON.
 *
 * Fresh renders the pages of `_error.tsx` outside the middleware of their own
 * folder, so those of the root would lack the Content-Security-Policy. This
 * middleware stands inside it.
 *
 * @module
 */
import type { Context, Middleware } from "fresh";
import { API_PATHS, explainError, fail } from "../lib/http/api.ts";
import type { State } from "../lib/state.ts";
import { Site } from "./Shell.tsx";

/** Answers what is thrown further on. */
export const errorPages: Middleware<State> = async (ctx) => {
  try {
    return await ctx.next();
  } catch (error) {
    const { status, message, retryAfter } = explainError(error, ctx);
    const headers = new Headers({ "Cache-Control": "no-store" });
    if (retryAfter !== undefined) headers.set("Retry-After", `${retryAfter}`);
    if (status === 405) headers.set("Allow", "GET, HEAD");
    if (isApi(ctx)) return fail(status, HEADINGS[status] ?? message, headers);
    const page = <ErrorPage heading={HEADINGS[status] ?? message} />;
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

function ErrorPage({ heading }: { heading: string }) {
  return (
    <Site title={heading}>
      <h1>{heading}</h1>
      <p>
        <a href="/">Go to the start</a>
      </p>
    </Site>
  );
}
