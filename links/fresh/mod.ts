/**
 * The server: an `App`, its routes, pages and middleware.
 *
 * @module
 */
export { App, type ListenOptions } from "./src/app.ts";
export type { Context, FreshContext } from "./src/context.ts";
export { csp, type CSPOptions } from "./src/csp.ts";
export { csrf } from "./src/csrf.ts";
export { HttpError } from "./src/http_error.ts";
export { staticFiles } from "./src/static_files.ts";
export {
  createDefine,
  type Define,
  type FreshConfig,
  type HandlerByMethod,
  type HandlerFn,
  type LayoutConfig,
  type Method,
  type Middleware,
  type MiddlewareFn,
  page,
  type PageProps,
  type PageResponse,
  type ResolvedFreshConfig,
  type RouteConfig,
  type RouteData,
  type RouteHandler,
} from "./src/types.ts";
