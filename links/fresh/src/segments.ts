/**
 * The folders of an app: each may have middleware, a layout and an error page,
 * and a route has what its folders have, from the root down.
 *
 * @module
 */
import type { Build } from "./build.ts";
import { type Context, FRAME, type Frame } from "./context.ts";
import { HttpError } from "./http_error.ts";
import { renderRoute } from "./route.ts";
import { Router } from "./router.ts";
import type {
  LayoutConfig,
  Method,
  Middleware,
  Route,
  RouteComponent,
} from "./types.ts";

export class Segment<State> {
  #children = new Map<string, Segment<State>>();
  #parent?: Segment<State>;
  middlewares: Middleware<State>[] = [];
  layout?: { component: RouteComponent<State>; config?: LayoutConfig };
  error?: Route<State>;
  /** These two are the root's only. */
  app?: RouteComponent<State>;
  notFound?: Route<State>;

  constructor(parent?: Segment<State>) {
    this.#parent = parent;
  }

  /** The segment of `path`, made if there is none. */
  at(path: string): Segment<State> {
    if (path === "*" || path === "/*") return this;
    // An optional part is no folder: `/a{/:b}?/c` is in `/a`.
    const parts = path.replace(/{.*?}\??/g, "").split("/");
    return parts.filter((part) => part !== "")
      .reduce<Segment<State>>((segment, part) => segment.#child(part), this);
  }

  #child(name: string): Segment<State> {
    const child = this.#children.get(name) ?? new Segment(this);
    this.#children.set(name, child);
    return child;
  }

  /**
   * What runs around a route of this segment, as of now: what is added later
   * has no effect on routes that are there already.
   */
  chain(): Middleware<State>[] {
    return this.#chain().steps;
  }

  #chain(): {
    steps: Middleware<State>[];
    frame: Frame<State>;
    root: Segment<State>;
  } {
    const { steps, frame, root } = this.#parent
      ? this.#parent.#chain()
      : { steps: [], frame: { app: null, layouts: [] }, root: this };
    let { app, layouts } = frame;
    if (this.app) app = this.app;
    if (this.layout) {
      const { component, config } = this.layout;
      if (config?.skipAppWrapper) app = null;
      if (config?.skipInheritedLayouts) layouts = [];
      layouts = [...layouts, component];
    }
    const own = { app, layouts };
    const guarded = guard(own, root, this.error);
    return {
      steps: [...steps, guarded, ...this.middlewares],
      frame: own,
      root,
    };
  }
}

/** An app as it comes together from what it is told. */
export class Tree<State> {
  readonly root: Segment<State> = new Segment();
  readonly router: Router<Middleware<State>> = new Router();

  constructor(readonly basePath: string, readonly build: Build) {}

  add(
    methods: Method[],
    pattern: string,
    segment: Segment<State>,
    fns: Middleware<State>[],
  ): void {
    const run = compose([...segment.chain(), ...fns]);
    this.router.add(methods, pattern || "*", run);
  }
}

/** Sets the frame for what is inside, and answers its errors. */
function guard<State>(
  frame: Frame<State>,
  root: Segment<State>,
  errorRoute?: Route<State>,
): Middleware<State> {
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

/** One function that runs `steps`, each inside the one before. */
export function compose<State>(
  steps: Middleware<State>[],
): Middleware<State> {
  return (ctx) => run(ctx, steps, 0, ctx.next);
}

async function run<State>(
  ctx: Context<State>,
  steps: Middleware<State>[],
  index: number,
  last: () => Promise<Response>,
): Promise<Response> {
  if (index === steps.length) return last();
  ctx.next = () => run(ctx, steps, index + 1, last);
  try {
    return await steps[index](ctx);
  } catch (error) {
    ctx.error = error;
    throw error;
  }
}
