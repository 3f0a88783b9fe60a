/**
 * The app: takes routes and middleware, gives a request handler.
 *
 * @module
 */
import { apply, type Command } from "./commands.ts";
import { Context } from "./context.ts";
import { HttpError } from "./error.ts";
import { SNAPSHOT } from "./frame.ts";
import { joinPath, type Match, METHODS, Router } from "./router.ts";
import { compose, Segment } from "./segments.ts";
import { NO_SNAPSHOT, type Snapshot } from "./snapshot.ts";
import { ERROR_TEXT } from "./status.ts";
import type {
  FreshConfig,
  LayoutConfig,
  MaybeLazy,
  MaybeLazyMiddleware,
  Method,
  Middleware,
  ResolvedFreshConfig,
  Route,
  RouteComponent,
  RouteConfig,
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
  [SNAPSHOT]: Snapshot = NO_SNAPSHOT;
  #commands: Command<State>[] = [];

  constructor(config: FreshConfig = {}) {
    this.config = {
      root: ".",
      basePath: "",
      mode: "production",
      trustProxy: false,
      ...config,
    };
  }

  /** Adds middleware, for all requests or for those below `path`. */
  use(...middleware: MaybeLazyMiddleware<State>[]): this;
  use(path: string, ...middleware: MaybeLazyMiddleware<State>[]): this;
  use(
    first: string | MaybeLazyMiddleware<State>,
    ...rest: MaybeLazyMiddleware<State>[]
  ): this {
    return typeof first === "string"
      ? this.#add({ kind: "use", path: first, fns: rest })
      : this.#add({ kind: "use", path: "*", fns: [first, ...rest] });
  }

  get(path: string, ...fns: MaybeLazy<Middleware<State>>[]): this {
    return this.#handle(["GET"], path, fns);
  }
  post(path: string, ...fns: MaybeLazy<Middleware<State>>[]): this {
    return this.#handle(["POST"], path, fns);
  }
  patch(path: string, ...fns: MaybeLazy<Middleware<State>>[]): this {
    return this.#handle(["PATCH"], path, fns);
  }
  put(path: string, ...fns: MaybeLazy<Middleware<State>>[]): this {
    return this.#handle(["PUT"], path, fns);
  }
  delete(path: string, ...fns: MaybeLazy<Middleware<State>>[]): this {
    return this.#handle(["DELETE"], path, fns);
  }
  head(path: string, ...fns: MaybeLazy<Middleware<State>>[]): this {
    return this.#handle(["HEAD"], path, fns);
  }
  /** Adds a handler for every method. */
  all(path: string, ...fns: MaybeLazy<Middleware<State>>[]): this {
    return this.#handle(METHODS, path, fns);
  }

  /** Adds a page, a handler or both. */
  route(
    path: string,
    route: MaybeLazy<Route<State>>,
    config?: RouteConfig,
  ): this {
    const isLazy = typeof route === "function";
    const own = isLazy ? config : route.config;
    return this.#add({
      kind: "route",
      path,
      route,
      pattern: own?.routeOverride,
      methods: isLazy && Array.isArray(config?.methods)
        ? config.methods
        : undefined,
    });
  }

  /** Puts a component around the pages below `path`. */
  layout(
    path: string,
    component: RouteComponent<State>,
    config?: LayoutConfig,
  ): this {
    return this.#add({ kind: "layout", path, component, config });
  }

  /** Sets the component around all pages, which renders `<html>`. */
  appWrapper(component: RouteComponent<State>): this {
    return this.#add({ kind: "app", component });
  }

  /** Sets what answers errors below `path`. */
  onError(path: string, route: Route<State> | Middleware<State>): this {
    return this.#add({ kind: "error", path, route: asRoute(route) });
  }

  /** Sets what answers where nothing else does. */
  notFound(route: Route<State> | Middleware<State>): this {
    return this.#add({ kind: "notFound", route: asRoute(route) });
  }

  /** Adds the routes of the build's `routes/` folder, at this place. */
  fsRoutes(pattern = "*"): this {
    return this.#add({ kind: "files", path: pattern });
  }

  /** Adds all that `app` has, below `path`. */
  mountApp(path: string, app: App<State>): this {
    for (const command of app.#commands) {
      if (!("path" in command)) {
        this.#add(command);
        continue;
      }
      const inner = app.config.basePath
        ? joinPath(app.config.basePath, command.path)
        : command.path;
      this.#add({
        ...command,
        path: joinPath(path, inner, true),
        inFolder: command.path === "/" ? false : command.inFolder,
      });
    }
    return this;
  }

  /** The function that answers requests. */
  handler(): Handler {
    const snapshot = this[SNAPSHOT];
    const { config } = this;
    const router = new Router<Middleware<State>>();
    const root = new Segment<State>();
    apply(this.#commands, root, router, config.basePath, snapshot.routes);
    const unmatched = compose(root.chain().steps);

    return async (req, info = NO_INFO) => {
      const url = new URL(req.url);
      if (url.pathname.includes("//")) {
        url.pathname = url.pathname.replace(/\/+/g, "/");
      }
      if (config.trustProxy) trustProxy(url, req.headers);

      const method = req.method.toUpperCase() as Method;
      const match = router.match(method, url);
      const ctx = new Context<State>(
        req,
        url,
        info,
        match.pattern,
        match.params,
        config,
        () => noRoute(method, match),
        snapshot,
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

  /** Serves the app; without a port on the first free one from 8000. */
  // deno-lint-ignore require-await
  async listen(options: ListenOptions = {}): Promise<void> {
    const handler = this.handler();
    const onListen = options.onListen ?? (({ hostname, port }) => {
      // deno-lint-ignore no-console
      console.log(
        `Fresh ready: http://${hostname}:${port}${this.config.basePath}/`,
      );
    });
    if (options.port) {
      Deno.serve({ ...options, onListen }, handler);
      return;
    }
    for (let port = 8000;; port++) {
      try {
        Deno.serve({ ...options, onListen, port }, handler);
        return;
      } catch (error) {
        if (!(error instanceof Deno.errors.AddrInUse) || port === 8019) {
          throw error;
        }
      }
    }
  }

  #handle(
    methods: Method[],
    path: string,
    fns: MaybeLazy<Middleware<State>>[],
  ): this {
    return this.#add({
      kind: "handle",
      path,
      methods,
      fns: fns as MaybeLazyMiddleware<State>[],
    });
  }

  #add(command: Command<State>): this {
    this.#commands.push(command);
    return this;
  }
}

const asRoute = <State>(
  route: Route<State> | Middleware<State>,
): Route<State> => typeof route === "function" ? { handler: route } : route;

/** The end of the line: no path, or not this method. */
function noRoute(method: Method, match: Match<unknown>): Promise<Response> {
  if (match.pattern === null || match.item) throw new HttpError(404);
  if (method !== "OPTIONS") throw new HttpError(405);
  const headers = { Allow: match.allowed.join(", ") };
  return Promise.resolve(new Response(null, { status: 204, headers }));
}

function trustProxy(url: URL, headers: Headers): void {
  const proto = headers.get("X-Forwarded-Proto");
  if (proto) url.protocol = `${proto}:`;
  const host = headers.get("X-Forwarded-Host");
  if (host) url.host = host;
}

/** For an error that no page answered. */
function defaultAnswer(error: unknown): Response {
  const status = error instanceof HttpError ? error.status : 500;
  // deno-lint-ignore no-console
  if (status >= 500) console.error(error);
  if (!(error instanceof HttpError)) {
    return new Response("Internal server error", { status });
  }
  return new Response(error.message || ERROR_TEXT[error.status], { status });
}
