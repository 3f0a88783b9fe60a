/**
 * File routes: what the name of a file in `routes/` means.
 *
 * @module
 */
import { renderRoute, withHandler } from "./route.ts";
import { joinPath, METHODS } from "./router.ts";
import type { Tree } from "./segments.ts";
import type { Method } from "./types.ts";

export interface FileRoute {
  /** The path in `routes/`, without extension: `/admin/_layout`. */
  id: string;
  // deno-lint-ignore no-explicit-any
  module: any;
}

/** Does what a programmer would have done instead of adding the file. */
export function addFileRoute<State>(
  tree: Tree<State>,
  base: string,
  { id, module }: FileRoute,
): void {
  const { config, default: component } = module;
  const handler = module.handlers ?? module.handler;
  if (!component && !handler && !config) {
    throw new Error(
      `Cannot use routes${id}: it exports no component, handler or config`,
    );
  }
  const route = withHandler<State>({ component, config, handler });
  const slash = id.lastIndexOf("/");
  const [folder, name] = [id.slice(0, slash), id.slice(slash + 1)];
  const segment = tree.root.at(toPattern(folder, true));

  switch (name) {
    case "_app":
      tree.root.app = component;
      return;
    case "_404":
      tree.root.notFound = route;
      return;
    case "_error":
    case "_500":
      segment.error = route;
      return;
    case "_layout":
      segment.layout = { component, config };
      return;
    case "_middleware":
      segment.middlewares.push(...[handler ?? component].flat());
      return;
  }
  // A route with a pattern of its own has the methods of its handler; any
  // other takes every request, and finds nothing for some of them.
  const own = config?.routeOverride;
  const methods = own && typeof route.handler === "object"
    ? Object.keys(route.handler) as Method[]
    : METHODS;
  const pattern = own ?? toPattern(name === "index" ? folder : id);
  tree.add(methods, joinPath(base, pattern), segment, [
    (ctx) => renderRoute(ctx, route),
  ]);
}

/** The kinds of names in the order in which an app is to be told of them. */
const ORDER = [
  /^_app$/,
  /^_(middleware|layout|404)$/,
  /^_/,
  /^index$/,
  /^[^[(]/,
  /^\(/,
  /^\[(?!\.\.\.)/,
  /./,
];

export function sortRoutes(routes: FileRoute[]): FileRoute[] {
  const rank = (name: string) => ORDER.findIndex((it) => it.test(name));
  return routes.toSorted((one, other) => {
    const [a, b] = [one.id.split("/"), other.id.split("/")];
    const at = a.findIndex((name, index) => name !== b[index]);
    if (at < 0 || b[at] === undefined) return b.length - a.length;
    if (a[at] === undefined) return 1;
    return rank(a[at]) - rank(b[at]) || (a[at] < b[at] ? -1 : 1);
  });
}

/** `/[id]/(group)/[...rest]` as a URL pattern: `/:id/:rest*`. */
function toPattern(path: string, keepGroups = false): string {
  let pattern = "";
  let isOptional = true;
  for (const part of path.split("/").slice(1)) {
    if (/^\(.*\)$/.test(part) && !keepGroups) continue;
    const [, optional] = /^\[\[(.+)\]\]$/.exec(part) ?? [];
    const [, rest] = /^\[\.\.\.(.+)\]$/.exec(part) ?? [];
    if (optional) {
      pattern += `{/:${optional}}?`;
    } else if (rest) {
      pattern += `/:${rest}*`;
    } else {
      pattern += "/" + part.replace(/\[([^\]]+)\]/g, ":$1");
      isOptional = false;
    }
  }
  // `/{:id}?` and not `{/:id}?`: the root has a slash.
  if (isOptional) pattern = pattern.replace(/^\{\//, "/{");
  return pattern || "/";
}
