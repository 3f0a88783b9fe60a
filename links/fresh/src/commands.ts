/**
 * What an app is told, in the order in which it is told, and how its routes
 * come of that.
 *
 * @module
 */
import { type FileRoute, sortRoutes, toCommand } from "./file_routes.ts";
import { renderRoute, withHandler } from "./route.ts";
import { joinPath, METHODS, type Router } from "./router.ts";
import { compose, type Segment } from "./segments.ts";
import type {
  LayoutConfig,
  MaybeLazy,
  MaybeLazyMiddleware,
  Method,
  Middleware,
  Route,
  RouteComponent,
} from "./types.ts";

export type Command<State> =
  | { kind: "app"; component: RouteComponent<State> }
  | { kind: "notFound"; route: Route<State> }
  | Located & { kind: "error"; route: Route<State> }
  | Located & {
    kind: "layout";
    component: RouteComponent<State>;
    config?: LayoutConfig;
  }
  | Located & { kind: "use"; fns: MaybeLazyMiddleware<State>[] }
  | Located & {
    kind: "handle";
    methods: Method[];
    fns: MaybeLazyMiddleware<State>[];
  }
  | Located & {
    kind: "route";
    route: MaybeLazy<Route<State>>;
    /** The URL pattern, where it isn't the path. */
    pattern?: string;
    /** The methods, where it isn't those of the handler. */
    methods?: Method[];
  }
  | Located & { kind: "files" };

interface Located {
  path: string;
  /** Whether it belongs to the folder of `path`: a file does, a folder not. */
  inFolder?: boolean;
}

/** Does what `commands` say to the segments of an app and to its router. */
export function apply<State>(
  commands: Command<State>[],
  root: Segment<State>,
  router: Router<Middleware<State>>,
  basePath: string,
  files: FileRoute[],
): void {
  for (const command of commands) {
    if (command.kind === "app") {
      root.app = command.component;
      continue;
    }
    if (command.kind === "notFound") {
      root.notFound = withHandler(command.route);
      continue;
    }
    const { path } = command;
    if (command.kind === "files") {
      const inner = sortRoutes([...files]).map((it) => toCommand<State>(it));
      const base = joinPath(basePath, path, true);
      apply(inner.filter((it) => it !== undefined), root, router, base, []);
      continue;
    }

    const segment = root.at(path, command.inFolder ?? false);
    const add = (
      methods: Method[],
      pattern: string,
      fns: MaybeLazyMiddleware<State>[],
    ) => {
      const run = compose([...segment.chain().steps, ...fns]);
      router.add(methods, joinPath(basePath, pattern) || "*", run);
    };
    switch (command.kind) {
      case "error":
        segment.error = withHandler(command.route);
        break;
      case "layout":
        segment.layout = command;
        break;
      case "use":
        segment.middlewares.push(...command.fns);
        break;
      case "handle":
        add(command.methods, path, command.fns);
        break;
      case "route": {
        const { pattern = path, methods } = command;
        if (typeof command.route === "function") {
          const { route: load } = command;
          let route: Route<State> | undefined;
          add(methods ?? METHODS, pattern, [async (ctx) => {
            route ??= withHandler(await load());
            return renderRoute(ctx, route);
          }]);
          break;
        }
        const route = withHandler(command.route);
        const own = typeof route.handler === "object"
          ? Object.keys(route.handler) as Method[]
          : METHODS;
        add(methods ?? own, pattern, [(ctx) => renderRoute(ctx, route)]);
      }
    }
  }
}
