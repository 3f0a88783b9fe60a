/**
 * The folders of an app: each has middleware, a layout and an error page, and
 * a route gets what its folders have, from the root down.
 *
 * @module
 */
import type { Context } from "./context.ts";
import { HttpError } from "./error.ts";
import { FRAME, type Frame } from "./frame.ts";
import { renderRoute } from "./route.ts";
import type {
  LayoutConfig,
  MaybeLazyMiddleware,
  Middleware,
  Route,
  RouteComponent,
} from "./types.ts";

export class Segment<State> {
  #children = new Map<string, Segment<State>>();
  #parent?: Segment<State>;
  middlewares: MaybeLazyMiddleware<State>[] = [];
  layout?: { component: RouteComponent<State>; config?: LayoutConfig };
  error?: Route<State>;
  app?: RouteComponent<State>;
  notFound?: Route<State>;

  constructor(parent?: Segment<State>) {
    this.#parent = parent;
  }

  /** The segment of `path`, or of its folder. */
  at(path: string, folder: boolean): Segment<State> {
    if (path === "*" || path === "/*") return this;
    // An optional part is no folder: `/a{/:b}?/c` is in `/a`.
    const parts = path.replace(/\{[^}]*\}\??/g, "").split("/");
    const last = parts.pop()!;
    if (last && !folder) parts.push(last);
    return parts.filter((part) => part !== "")
      .reduce<Segment<State>>((segment, part) => segment.#child(part), this);
  }

  #child(name: string): Segment<State> {
    const child = this.#children.get(name) ?? new Segment(this);
    this.#children.set(name, child);
    return child;
  }

  /**
   * Everything around a route of this segment, as it is now: what is added
   * later has no effect on routes that are already there.
   */
  chain(): { steps: MaybeLazyMiddleware<State>[]; frame: Frame<State> } {
    const outer = this.#parent?.chain() ??
      { steps: [], frame: { app: null, layouts: [] } };
    let { app, layouts } = outer.frame;
    if (this.app) app = this.app;
    if (this.layout) {
      const { component, config } = this.layout;
      if (config?.skipAppWrapper) app = null;
      layouts = config?.skipInheritedLayouts
        ? [component]
        : [...layouts, component];
    }
    const frame = { app, layouts };
    const steps = [...outer.steps, this.#guard(frame), ...this.middlewares];
    return { steps, frame };
  }

  /** Sets the frame for what is inside, and answers its errors. */
  #guard(frame: Frame<State>): Middleware<State> {
    const root = this.#root();
    const errorRoute = this.error;
    return async (ctx) => {
      const outer = ctx[FRAME];
      ctx[FRAME] = frame;
      try {
        return await ctx.next();
      } catch (error) {
        const status = error instanceof HttpError ? error.status : 500;
        if (status === 404 && root.notFound) {
          return await renderRoute(ctx, root.notFound);
        }
        if (errorRoute) return await renderRoute(ctx, errorRoute, status);
        throw error;
      } finally {
        ctx[FRAME] = outer;
      }
    };
  }

  #root(): Segment<State> {
    return this.#parent ? this.#parent.#root() : this;
  }
}

/** One function that runs `steps`, each inside the one before. */
export function compose<State>(
  steps: MaybeLazyMiddleware<State>[],
): Middleware<State> {
  return (ctx) => run(ctx, steps, 0, ctx.next);
}

async function run<State>(
  ctx: Context<State>,
  steps: MaybeLazyMiddleware<State>[],
  index: number,
  last: () => Promise<Response>,
): Promise<Response> {
  if (index === steps.length) return last();
  ctx.next = () => run(ctx, steps, index + 1, last);
  try {
    const result = await steps[index](ctx);
    if (typeof result !== "function") return result;
    steps[index] = result; // A lazy one: what it gave is the middleware.
    return await result(ctx);
  } catch (error) {
    ctx.error = error;
    throw error;
  }
}
