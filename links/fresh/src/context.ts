/**
 * What every middleware, handler and page gets: one for each request.
 *
 * @module
 */
import {
  type AnyComponent,
  type FunctionComponent,
  h,
  isValidElement,
  type VNode,
} from "preact";
import { BUILD, type Build } from "./build.ts";
import { setNonce } from "./csp.ts";
import { renderDocument } from "./document.ts";
import type { Match } from "./router.ts";
import type {
  LayoutConfig,
  PageProps,
  ResolvedFreshConfig,
  RouteComponent,
} from "./types.ts";

/** What a page is rendered into; the layouts outside first. */
export interface Frame<State> {
  app: RouteComponent<State> | null;
  layouts: RouteComponent<State>[];
}

export const FRAME = Symbol("frame");

export class Context<State> {
  /** The request as it came. */
  req: Request;
  /** Its URL, double slashes collapsed. */
  readonly url: URL;
  /** The pattern that matched, null if none did. */
  readonly route: string | null;
  readonly params: Record<string, string>;
  readonly info: Deno.ServeHandlerInfo;
  readonly config: ResolvedFreshConfig;
  readonly isPartial: boolean;
  /** The app's own, empty at first. */
  readonly state: State = {} as State;
  data: unknown = undefined;
  /** What was thrown, in an error page. */
  error: unknown | null = null;
  /** What is inside a layout or `_app`. */
  Component!: FunctionComponent;
  /** Runs the next middleware, and at the end the handler. */
  next: () => Promise<Response>;

  [FRAME]: Frame<State> = { app: null, layouts: [] };
  [BUILD]: Build;

  constructor(
    req: Request,
    url: URL,
    info: Deno.ServeHandlerInfo,
    match: Match<unknown>,
    config: ResolvedFreshConfig,
    next: () => Promise<Response>,
    build: Build,
  ) {
    this.req = req;
    this.url = url;
    this.info = info;
    this.route = match.pattern;
    this.params = match.params;
    this.config = config;
    this.isPartial = url.searchParams.has("fresh-partial");
    this.next = next;
    this[BUILD] = build;
  }

  /** Redirects; a path never leaves this server (`//evil` is `/evil`). */
  redirect(pathOrUrl: string, status = 302): Response {
    const location = pathOrUrl.startsWith("/")
      ? pathOrUrl.replace(/^[^?#]*/, (path) => path.replace(/\/+/g, "/"))
      : pathOrUrl;
    return new Response(null, { status, headers: { location } });
  }

  /** A whole HTML page around `vnode`: layouts, `_app`, islands. */
  async render(
    // deno-lint-ignore no-explicit-any
    vnode: VNode<any> | null,
    init: ResponseInit = {},
    config: LayoutConfig = {},
  ): Promise<Response> {
    if (vnode !== null && !isValidElement(vnode)) {
      throw new TypeError("Cannot render: not a JSX element");
    }
    const { app, layouts } = this[FRAME];

    let content = vnode;
    const around = config.skipInheritedLayouts ? [] : layouts;
    for (const layout of around.toReversed()) {
      const child = content;
      const output = await componentOutput(this, layout, () => child, null);
      if (output instanceof Response) return output;
      content = output;
    }

    // The content is rendered before `_app`, whose <head> takes from it.
    let inner = content;
    const shell = app && !config.skipAppWrapper
      ? await componentOutput(this, app, () => inner, null)
      : undefined;
    if (shell instanceof Response) return shell;

    const { html, nonce, preload } = renderDocument(
      this,
      content,
      shell,
      (rendered) => inner = rendered,
    );
    const headers = new Headers(init.headers);
    headers.set("Content-Type", "text/html; charset=utf-8");
    if (preload) headers.append("Link", preload);
    return setNonce(new Response(html, { ...init, headers }), nonce);
  }

  /** `content` as plain text. */
  text(content: string, init?: ResponseInit): Response {
    return new Response(content, init);
  }

  /** `content` as HTML. */
  html(content: string, init: ResponseInit = {}): Response {
    const headers = new Headers(init.headers);
    headers.set("Content-Type", "text/html; charset=utf-8");
    return new Response(content, { ...init, headers });
  }

  /** `content` as JSON. */
  // deno-lint-ignore no-explicit-any
  json(content: any, init?: ResponseInit): Response {
    return Response.json(content, init);
  }

  /** The chunks of `source`, as they come. */
  stream<Chunk extends string | Uint8Array>(
    source:
      | Iterable<Chunk>
      | AsyncIterable<Chunk>
      | (() => Iterable<Chunk> | AsyncIterable<Chunk>),
    init?: ResponseInit,
  ): Response {
    const encoder = new TextEncoder();
    async function* bytes() {
      for await (const it of typeof source === "function" ? source() : source) {
        yield typeof it === "string" ? encoder.encode(it) : it;
      }
    }
    return new Response(ReadableStream.from(bytes()) as BodyInit, init);
  }
}

/** @deprecated The old name of `Context`. */
export type FreshContext<State = unknown> = Context<State>;

type Output = VNode | Response | null;

/** An element of `component`, or what an async one resolves to. */
export function componentOutput<State>(
  ctx: Context<State>,
  component: RouteComponent<State>,
  Component: FunctionComponent,
  data: unknown,
): Output | Promise<Output> {
  const { config, error, info, isPartial, params, req, route, state, url } =
    ctx;
  const props: PageProps<unknown, State> = {
    Component,
    config,
    data,
    error,
    info,
    isPartial,
    params,
    req,
    route,
    state,
    url,
  };
  if (component.constructor.name === "AsyncFunction") {
    return (component as (props: unknown) => Promise<Output>)(props);
  }
  // deno-lint-ignore no-explicit-any
  return h(component as AnyComponent<any>, props);
}
