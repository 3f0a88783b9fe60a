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
  /** Believe `X-Forwarded-Proto` and `X-Forwarded-Host`. Default: false. */
  trustProxy?: boolean;
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
  /** The methods that a lazily loaded route answers. Default: all. */
  methods?: "ALL" | Method[];
}

export type Lazy<T> = () => Promise<T>;
export type MaybeLazy<T> = T | Lazy<T>;

export type Middleware<State> = (
  ctx: Context<State>,
) => Response | Promise<Response>;
export type MiddlewareFn<State> = Middleware<State>;
export type MaybeLazyMiddleware<State> = (
  ctx: Context<State>,
) => Response | Promise<Response | Middleware<State>>;

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

/** A component, or a function that resolves to one's output. */
export type RouteComponent<State> =
  | AnyComponent<PageProps<unknown, State>>
  | ((
    props: RenderableProps<PageProps<unknown, State>>,
    // deno-lint-ignore no-explicit-any
    context?: any,
    // deno-lint-ignore no-explicit-any
  ) => Promise<VNode<any> | Response | null>);

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

/** Hands `data` from a handler to the page component of its route. */
export function page(): PageResponse<undefined>;
export function page<Data>(
  data: Data,
  options?: { headers?: HeadersInit; status?: number },
): PageResponse<Data>;
export function page(
  data?: unknown,
  options?: { headers?: HeadersInit; status?: number },
): PageResponse<unknown> {
  const { headers, status } = options ?? {};
  return { data: data ?? undefined, headers, status };
}

/** Functions that return what they get, with types inferred. */
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
  >(
    render: AnyComponent<PageProps<Data, State>>,
  ): AnyComponent<PageProps<Data, State>>;

  layout(
    render: AnyComponent<PageProps<unknown, State>>,
  ): AnyComponent<PageProps<unknown, State>>;

  middleware<M extends Middleware<State> | Middleware<State>[]>(
    middleware: M,
  ): M;
}

/** The `define` object for an app whose `ctx.state` is a `State`. */
export function createDefine<State>(): Define<State> {
  return {
    handlers: (handlers) => handlers,
    page: (render) => render,
    layout: (render) => render,
    middleware: (middleware) => middleware,
  };
}
