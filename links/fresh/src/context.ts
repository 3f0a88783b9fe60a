/**
 * What every middleware, handler and page gets: one for each request.
 *
 * @module
 */
import { type FunctionComponent, isValidElement, type VNode } from "preact";
import { setNonce } from "./csp.ts";
import { renderDocument } from "./document.ts";
import { FRAME, type Frame, SNAPSHOT } from "./frame.ts";
import { componentOutput } from "./page.ts";
import type { Snapshot } from "./snapshot.ts";
import type { LayoutConfig, ResolvedFreshConfig } from "./types.ts";

export class Context<State> {
  /** The app's configuration. */
  readonly config: ResolvedFreshConfig;
  /** The URL, double slashes collapsed. */
  readonly url: URL;
  /** The request as it came. */
  req: Request;
  /** The pattern that matched, null if none did. */
  readonly route: string | null;
  readonly params: Record<string, string>;
  readonly info: Deno.ServeHandlerInfo;
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
  [SNAPSHOT]: Snapshot;

  constructor(
    req: Request,
    url: URL,
    info: Deno.ServeHandlerInfo,
    route: string | null,
    params: Record<string, string>,
    config: ResolvedFreshConfig,
    next: () => Promise<Response>,
    snapshot: Snapshot,
  ) {
    this.req = req;
    this.url = url;
    this.info = info;
    this.route = route;
    this.params = params;
    this.config = config;
    this.isPartial = url.searchParams.has("fresh-partial");
    this.next = next;
    this[SNAPSHOT] = snapshot;
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
    for (
      const layout of config.skipInheritedLayouts ? [] : [...layouts].reverse()
    ) {
      const child = content;
      const output = await componentOutput(this, layout, () => child, null);
      if (output instanceof Response) return output;
      content = output;
    }

    // The content is rendered before `_app`, whose <head> needs what is in it.
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
    const chunks = typeof source === "function" ? source() : source;
    const encoder = new TextEncoder();
    const bytes = ReadableStream.from<string | Uint8Array>(chunks).pipeThrough(
      new TransformStream<string | Uint8Array, Uint8Array<ArrayBuffer>>({
        transform: (chunk, controller) =>
          controller.enqueue(
            typeof chunk === "string"
              ? encoder.encode(chunk)
              : chunk as Uint8Array<ArrayBuffer>,
          ),
      }),
    );
    return new Response(bytes, init);
  }
}

/** @deprecated The old name of `Context`. */
export type FreshContext<State = unknown> = Context<State>;
