/**
 * Calls a page, layout or `_app` with what it is promised.
 *
 * @module
 */
import {
  type AnyComponent,
  type FunctionComponent,
  h,
  type VNode,
} from "preact";
import type { Context } from "./context.ts";
import type { PageProps, RouteComponent } from "./types.ts";

type Output = VNode | Response | null;

/** An element of `component`, or what an async one resolves to. */
export function componentOutput<State>(
  ctx: Context<State>,
  component: RouteComponent<State>,
  Component: FunctionComponent,
  data: unknown,
): Output | Promise<Output> {
  const props: PageProps<unknown, State> = {
    Component,
    config: ctx.config,
    data,
    error: ctx.error,
    info: ctx.info,
    isPartial: ctx.isPartial,
    params: ctx.params,
    req: ctx.req,
    route: ctx.route,
    state: ctx.state,
    url: ctx.url,
  };
  if (component.constructor.name === "AsyncFunction") {
    return (component as (props: unknown) => Promise<Output>)(props);
  }
  // deno-lint-ignore no-explicit-any
  return h(component as AnyComponent<any>, props);
}
