/**
 * File routes: what the name of a file in `routes/` means.
 *
 * @module
 */
import type { Command } from "./commands.ts";
import { METHODS } from "./router.ts";
import type { Middleware, Route } from "./types.ts";

export interface FileRoute {
  /** The path in `routes/`, without extension: `/admin/_layout`. */
  id: string;
  // deno-lint-ignore no-explicit-any
  module: any;
}

/** `routes` in the order in which an app is to be given them. */
export function sortRoutes<T extends { id: string }>(routes: T[]): T[] {
  return routes.sort((a, b) => compare(a.id.split("/"), b.id.split("/")));
}

const ORDER = [
  /^_app$/,
  /^_middleware$/,
  /^_layout$/,
  /^_404$/,
  /^_/,
  /^index$/,
  /^[^[(]/,
  /^\(/,
  /^\[(?!\.\.\.)/,
];

function compare(a: string[], b: string[]): number {
  const rank = (part: string) => {
    const index = ORDER.findIndex((it) => it.test(part));
    return index < 0 ? ORDER.length : index;
  };
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (a[i] === b[i]) continue;
    return rank(a[i]) - rank(b[i]) || (a[i] < b[i] ? -1 : 1);
  }
  return b.length - a.length;
}

/** The command that a programmer would have given instead of this file. */
export function toCommand<State>(
  { id, module }: FileRoute,
): Command<State> | undefined {
  const { config, default: component } = module;
  const handler = module.handlers ?? module.handler;
  if (!component && !handler && !config) {
    throw new Error(
      `Cannot use routes${id}: it exports no component, handler or config`,
    );
  }
  const route: Route<State> = { component, config, handler };
  const folder = id.slice(0, id.lastIndexOf("/"));
  const path = toPattern(folder, true);

  switch (id.slice(folder.length + 1)) {
    case "_app":
      return component && { kind: "app", component };
    case "_404":
      return { kind: "notFound", route };
    case "_error":
    case "_500":
      return { kind: "error", path, route };
    case "_layout":
      return component && { kind: "layout", path, component, config };
    case "_middleware": {
      const fns = [handler ?? component].flat() as Middleware<State>[];
      return { kind: "use", path, fns };
    }
    case "index":
      return pageCommand(path === "/" ? path : `${path}/`, folder, route);
    default:
      return pageCommand(toPattern(id, true), id, route);
  }
}

function pageCommand<State>(
  path: string,
  id: string,
  route: Route<State>,
): Command<State> {
  const { handler, config } = route;
  // Only a route with a pattern of its own answers a method that it has no
  // handler for with 405; the others take the request and find nothing.
  const isStrict = config?.routeOverride !== undefined &&
    typeof handler === "object";
  return {
    kind: "route",
    path,
    inFolder: true,
    route,
    pattern: config?.routeOverride ?? toPattern(id),
    methods: isStrict ? undefined : METHODS,
  };
}

/** `/[id]/(group)/[...rest]` as a URL pattern: `/:id/:rest*`. */
export function toPattern(path: string, keepGroups = false): string {
  let pattern = "";
  let isOptional = path !== "";
  for (const part of path.split("/").slice(1)) {
    if (/^\(.*\)$/.test(part) && !keepGroups) continue;
    const optional = /^\[\[(.+)\]\]$/.exec(part);
    const rest = /^\[\.\.\.(.+)\]$/.exec(part);
    if (optional) {
      pattern += `{/:${optional[1]}}?`;
    } else if (rest) {
      pattern += `/:${rest[1]}*`;
    } else {
      if (/\]\[|\[\[|\]\]/.test(part)) {
        throw new SyntaxError(`Cannot make a URL pattern of "${path}"`);
      }
      pattern += "/" + part.replace(/\[([^\]]+)\]/g, ":$1");
      isOptional = false;
    }
  }
  if (isOptional && pattern.startsWith("{/")) {
    pattern = pattern.replace("{/", "/{");
  }
  return pattern || "/";
}
