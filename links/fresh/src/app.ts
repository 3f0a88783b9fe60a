/**
 * The app: takes routes and middleware, gives a request handler.
 *
 * @module
 */
import { BUILD, type Build, NO_BUILD } from "./build.ts";
import { Context } from "./context.ts";
import { addFileRoute, sortRoutes } from "./file_routes.ts";
import { ERROR_TEXT, HttpError } from "./http_error.ts";
import { renderRoute, withHandler } from "./route.ts";
import { joinPath, type Match, METHODS } from "./router.ts";
import { compose, Tree } from "./segments.ts";
import type {
  FreshConfig,
  LayoutConfig,
  Method,
  Middleware,
  ResolvedFreshConfig,
  Route,
  RouteComponent,
} from "./types.ts";

export type ListenOptions =
  & Partial<Deno.ServeTcpOptions & Deno.TlsCertifiedKeyPem>
  & { remoteAddress?: string };

type Handler = (
  request: Request,
  info?: Deno.ServeHandlerInfo,
) => Promise<Response>;

const NO_INFO: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "localhost", port: 1234 },
  completed: Promise.resolve(),
};

export class App<State> {
  config: ResolvedFreshConfig;
  [BUILD]: Build = NO_BUILD;
  #steps: { path: string; run(tree: Tree<State>, path: string): void }[] = [];

  constructor({ basePath = "", mode = "production" }: FreshConfig = {}) {
    this.config = { root: ".", basePath, mode };
  }

  /** Adds middleware, for all requests or for those below `path`. */
  use(...middleware: Middleware<State>[]): this;
  use(path: string, ...middleware: Middleware<State>[]): this;
  use(
    first: string | Middleware<State>,
    ...fns: Middleware<State>[]
  ): this {
    if (typeof first !== "string") return this.use("*", first, ...fns);
    return this.#add(first, ({ root }, path) => {
      root.at(path).middlewares.push(...fns);
    });
  }

  get(path: string, ...fns: Middleware<State>[]): this {
    return this.#handle(["GET"], path, fns);
  }
  post(path: string, ...fns: Middleware<State>[]): this {
    return this.#handle(["POST"], path, fns);
  }
  patch(path: string, ...fns: Middleware<State>[]): this {
    return this.#handle(["PATCH"], path, fns);
  }
  put(path: string, ...fns: Middleware<State>[]): this {
    return this.#handle(["PUT"], path, fns);
  }
  delete(path: string, ...fns: Middleware<State>[]): this {
    return this.#handle(["DELETE"], path, fns);
  }
  head(path: string, ...fns: Middleware<State>[]): this {
    return this.#handle(["HEAD"], path, fns);
  }
  /** Adds a handler for every method. */
  all(path: string, ...fns: Middleware<State>[]): this {
    return this.#handle(METHODS, path, fns);
  }

  /** Adds a page, a handler or both. */
  route(path: string, route: Route<State>): this {
    const full = withHandler(route);
    const methods = typeof full.handler === "object"
      ? Object.keys(full.handler) as Method[]
      : METHODS;
    return this.#handle(methods, path, [(ctx) => renderRoute(ctx, full)]);
  }

  /** Puts a component around the pages below `path`. */
  layout(
    path: string,
    component: RouteComponent<State>,
    config?: LayoutConfig,
  ): this {
    return this.#add(path, ({ root }, path) => {
      root.at(path).layout = { component, config };
    });
  }

  /** Sets the component around all pages, which renders `<html>`. */
  appWrapper(component: RouteComponent<State>): this {
    return this.#add("*", ({ root }) => {
      root.app = component;
    });
  }

  /** Sets what answers errors below `path`. */
  onError(path: string, route: Route<State> | Middleware<State>): this {
    return this.#add(path, ({ root }, path) => {
      root.at(path).error = asRoute(route);
    });
  }

  /** Sets what answers where nothing else does. */
  notFound(route: Route<State> | Middleware<State>): this {
    return this.#add("*", ({ root }) => {
      root.notFound = asRoute(route);
    });
  }

  /** Adds the routes of the build's `routes/` folder, at this place. */
  fsRoutes(pattern = "*"): this {
    return this.#add(pattern, (tree, path) => {
      const base = joinPath(tree.basePath, path, true);
      for (const file of sortRoutes(tree.build.routes)) {
        addFileRoute(tree, base, file);
      }
    });
  }

  /** Adds all that `app` has, below `path`. */
  mountApp(path: string, app: App<State>): this {
    const { basePath } = app.config;
    for (const step of app.#steps) {
      const inner = basePath ? joinPath(basePath, step.path) : step.path;
      this.#add(joinPath(path, inner, true), step.run);
    }
    return this;
  }

  /** The function that answers requests. */
  handler(): Handler {
    const { config, [BUILD]: build } = this;
    const tree = new Tree<State>(config.basePath, build);
    for (const { path, run } of this.#steps) run(tree, path);
    const unmatched = compose(tree.root.chain());

    return async (req, info = NO_INFO) => {
      const url = new URL(req.url);
      if (url.pathname.includes("//")) {
        url.pathname = url.pathname.replace(/\/+/g, "/");
      }
      const method = req.method.toUpperCase() as Method;
      const match = tree.router.match(method, url);
      const next = () => noRoute(method, match);
      const ctx = new Context<State>(
        req,
        url,
        info,
        match,
        config,
        next,
        build,
      );
      try {
        const response = await (match.item ?? unmatched)(ctx);
        if (!(response instanceof Response)) {
          throw new TypeError(`Cannot answer with ${response}: no Response`);
        }
        return method === "HEAD" ? new Response(null, response) : response;
      } catch (error) {
        return defaultAnswer(error);
      }
    };
  }

  /** Serves the app, by default on port 8000. */
  // deno-lint-ignore require-await
  async listen(options: ListenOptions = {}): Promise<void> {
    const onListen = ({ hostname, port }: Deno.NetAddr) => {
      const path = `${this.config.basePath}/`;
      console.log(`Fresh ready: http://${hostname}:${port}${path}`);
    };
    Deno.serve({ onListen, ...options }, this.handler());
  }

  #handle(methods: Method[], path: string, fns: Middleware<State>[]): this {
    return this.#add(path, (tree, path) => {
      tree.add(methods, joinPath(tree.basePath, path), tree.root.at(path), fns);
    });
  }

  #add(path: string, run: (tree: Tree<State>, path: string) => void): this {
    this.#steps.push({ path, run });
    return this;
  }
}

const asRoute = <State>(
  route: Route<State> | Middleware<State>,
): Route<State> =>
  withHandler(typeof route === "function" ? { handler: route } : route);

/** The end of the line: no such path, or not this method. */
function noRoute(method: Method, match: Match<unknown>): Promise<Response> {
  if (match.pattern === null || match.item) throw new HttpError(404);
  if (method !== "OPTIONS") throw new HttpError(405);
  const headers = { Allow: match.allowed.join(", ") };
  return Promise.resolve(new Response(null, { status: 204, headers }));
}

/** For an error that no page answered. */
function defaultAnswer(error: unknown): Response {
  const status = error instanceof HttpError ? error.status : 500;
  if (status >= 500) console.error(error);
  const message = error instanceof HttpError
    ? error.message || ERROR_TEXT[error.status]
    : "Internal server error";
  return new Response(message, { status });
}
