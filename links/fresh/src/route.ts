/**
 * A route: its handler, then its page.
 *
 * @module
 */
import { componentOutput, type Context, FRAME } from "./context.ts";
import { HttpError } from "./http_error.ts";
import type { Method, Route } from "./types.ts";

const noData = () => ({ data: {} });
const notFound = () => {
  throw new HttpError(404);
};

/** `route` with the handlers that it may leave out. */
export function withHandler<State>(route: Route<State>): Route<State> {
  const { handler, component } = route;
  if (handler === undefined) {
    return { ...route, handler: component ? noData : notFound };
  }
  if (typeof handler === "object" && component && !handler.GET) {
    return { ...route, handler: { ...handler, GET: noData } };
  }
  return route;
}

/** Answers from `route`, which has been through `withHandler()`. */
export async function renderRoute<State>(
  ctx: Context<State>,
  { component, config, handler }: Route<State>,
  status = 200,
): Promise<Response> {
  const outer = ctx[FRAME];
  ctx[FRAME] = {
    app: config?.skipAppWrapper ? null : outer.app,
    layouts: config?.skipInheritedLayouts ? [] : outer.layouts,
  };
  try {
    const method = ctx.req.method.toUpperCase() as Method;
    const handle = typeof handler === "object"
      ? handler[method] ?? (method === "HEAD" ? handler.GET : undefined)
      : handler;
    if (!handle) return await ctx.next();

    const result = await handle(ctx);
    if (result instanceof Response) return result;

    const output = component
      ? await componentOutput(ctx, component, () => null, result.data)
      : null;
    if (output instanceof Response) return output;
    // Of a header that comes twice only the last one stays, even Set-Cookie.
    const headers = new Headers();
    new Headers(result.headers).forEach((value, name) => {
      headers.set(name, value);
    });
    return await ctx.render(output, {
      status: result.status ?? status,
      headers,
    });
  } finally {
    ctx[FRAME] = outer;
  }
}
