/**
 * What routes, pages and middleware are made of.
 *
 * @module
 */
import type { AnyComponent, RenderableProps, VNode } from "preact";
import type { Context } from "./context.ts";

export type Method =
  | "DELETE"
  | "GET"
  | "HEAD"
  | "OPTIONS"
  | "PATCH"
  | "POST"
  | "PUT";

export interface FreshConfig {
  /** A path in front of every route. Default: none. */
  basePath?: string;
  /** Default: `"production"`. */
  mode?: "development" | "production";
}

export type ResolvedFreshConfig = Required<FreshConfig> & { root: string };

export interface LayoutConfig {
  /** Leave out the layouts of the folders above. */
  skipInheritedLayouts?: boolean;
  /** Leave out `_app`. */
  skipAppWrapper?: boolean;
}

export interface RouteConfig extends LayoutConfig {
  /** A URL pattern that takes the place of the file's path. */
  routeOverride?: string;
}

export type Middleware<State> = (
  ctx: Context<State>,
) => Response | Promise<Response>;
export type MiddlewareFn<State> = Middleware<State>;

/** What a page component gets. */
export type PageProps<Data = unknown, State = unknown> =
  & { data: Data }
  & Pick<
    Context<State>,
    | "Component"
    | "config"
    | "error"
    | "info"
    | "isPartial"
    | "params"
    | "req"
    | "route"
    | "state"
    | "url"
  >;

/** A component, or a function that resolves to what one gives. */
export type RouteComponent<State> =
  | AnyComponent<PageProps<unknown, State>>
  | ((
    props: RenderableProps<PageProps<unknown, State>>,
    // deno-lint-ignore no-explicit-any
    context?: any,
  ) => Promise<VNode | Response | null>);

export interface PageResponse<Data> {
  data: Data;
  headers?: HeadersInit;
  status?: number;
}

export interface HandlerFn<Data, State> {
  (
    ctx: Context<State>,
  ):
    | Response
    | PageResponse<Data>
    | Promise<Response | PageResponse<Data>>;
}

export type HandlerByMethod<Data, State> = {
  [M in Method]?: HandlerFn<Data, State>;
};

export type RouteHandler<Data, State> =
  | HandlerFn<Data, State>
  | HandlerByMethod<Data, State>;

export type RouteData<Handler extends RouteHandler<unknown, unknown>> =
  Handler extends RouteHandler<infer Data, unknown> ? Data : never;

export interface Route<State> {
  component?: RouteComponent<State>;
  config?: RouteConfig;
  handler?: RouteHandler<unknown, State>;
}

interface PageOptions {
  headers?: HeadersInit;
  status?: number;
}

/** Hands `data` from a handler to the page component of its route. */
export function page(): PageResponse<undefined>;
export function page<T>(data: T, options?: PageOptions): PageResponse<T>;
export function page<T>(data?: T, options?: PageOptions): PageResponse<T> {
  return { ...options, data: (data ?? undefined) as T };
}

/** Functions that give back what they get, with types inferred. */
export interface Define<State> {
  handlers<
    Data,
    Handlers extends RouteHandler<Data, State> = RouteHandler<Data, State>,
  >(handlers: Handlers): Handlers;

  page<
    // deno-lint-ignore no-explicit-any
    Handler extends RouteHandler<any, State> = never,
    Data = Handler extends HandlerFn<infer D, State> ? D
      : Handler extends HandlerByMethod<infer D, State> ? D
      : never,
  >(render: AnyComponent<PageProps<Data, State>>): typeof render;

  layout(render: AnyComponent<PageProps<unknown, State>>): typeof render;

  middleware<M extends Middleware<State> | Middleware<State>[]>(
    middleware: M,
  ): M;
}

/** The `define` of an app whose `ctx.state` is a `State`. */
export function createDefine<State>(): Define<State> {
  return {
    handlers: (handlers) => handlers,
    page: (render) => render,
    layout: (render) => render,
    middleware: (middleware) => middleware,
  };
}
