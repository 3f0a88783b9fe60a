/**
 * A route: its handler, then its page.
 *
 * @module
 */
import type { VNode } from "preact";
import type { Context } from "./context.ts";
import { HttpError } from "./error.ts";
import { FRAME } from "./frame.ts";
import { componentOutput } from "./page.ts";
import type { HandlerFn, Method, Route } from "./types.ts";

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

function handlerFor<State>(
  { handler }: Route<State>,
  method: Method,
): HandlerFn<unknown, State> | undefined {
  if (typeof handler !== "object") return handler;
  return handler[method] ?? (method === "HEAD" ? handler.GET : undefined);
}

/** Answers a request from `route`, which has been through `withHandler()`. */
export async function renderRoute<State>(
  ctx: Context<State>,
  route: Route<State>,
  status = 200,
): Promise<Response> {
  const outer = ctx[FRAME];
  ctx[FRAME] = {
    app: route.config?.skipAppWrapper ? null : outer.app,
    layouts: route.config?.skipInheritedLayouts ? [] : outer.layouts,
  };
  try {
    const handler = handlerFor(route, ctx.req.method.toUpperCase() as Method);
    if (!handler) return await ctx.next();

    const result = await handler(ctx);
    if (result instanceof Response) return result;

    let vnode: VNode | null = null;
    if (route.component) {
      const output = await componentOutput(
        ctx,
        route.component,
        () => null,
        result.data,
      );
      if (output instanceof Response) return output;
      vnode = output;
    }
    // As with an object, a name that comes twice has its last value.
    const headers = new Headers();
    new Headers(result.headers).forEach((value, name) => {
      headers.set(name, value);
    });
    return await ctx.render(vnode, {
      status: result.status ?? status,
      headers,
    });
  } finally {
    ctx[FRAME] = outer;
  }
}
