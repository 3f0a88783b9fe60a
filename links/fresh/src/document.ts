/**
 * Renders a page to HTML. Preact's hooks, set here, let each node through what
 * is about it.
 *
 * @module
 */
import { Fragment, h, options } from "preact";
import { jsxTemplate } from "preact/jsx-runtime";
import { renderToString } from "preact-render-to-string";
import { lockSources } from "./asset.ts";
import { BUILD } from "./build.ts";
import type { Context } from "./context.ts";
import {
  type AnyVNode,
  current,
  type DocumentState,
  setCurrent,
} from "./document_state.ts";
import { beforeElement, markCurrent } from "./elements.ts";
import { beforeComponent } from "./islands.ts";
import { preloadHeader } from "./scripts.ts";

const hooks = options as {
  vnode?(vnode: AnyVNode): void;
  /** Before a node is rendered. */
  __b?(vnode: AnyVNode): void;
};
const { vnode: onCreate, __b: onRender } = hooks;

hooks.vnode = (vnode) => {
  const { type, props } = vnode;
  if (type === "a" && current) markCurrent(props, current.url);
  if (type === "img" || type === "source") lockSources(props);
  onCreate?.(vnode);
};

hooks.__b = (vnode) => {
  if (current) {
    if (typeof vnode.type === "string") beforeElement(current, vnode);
    else beforeComponent(current, vnode);
  }
  onRender?.(vnode);
};

const raw = (html: string): AnyVNode => jsxTemplate([html]);

/**
 * The HTML of `content`, in `shell` if there is one, with the tags that every
 * document has. `setInner` is told what the shell's content is.
 */
export function renderDocument<State>(
  ctx: Context<State>,
  content: AnyVNode | null,
  shell: AnyVNode | null | undefined,
  setInner: (content: AnyVNode) => void,
): { html: string; nonce: string; preload: string | null } {
  const { url, config: { basePath }, [BUILD]: build } = ctx;
  const tags = new Set<string>();
  const state: DocumentState = {
    nonce: crypto.randomUUID().replaceAll("-", ""),
    url,
    basePath,
    build,
    islands: new Map(),
    calls: [],
    slots: [],
    inIsland: false,
    inHead: false,
    head: new Map(),
    tags,
  };
  setCurrent(state);
  try {
    let html = renderToString(content ?? h(Fragment, null));
    if (shell !== undefined) {
      setInner(raw(html));
      html = renderToString(shell ?? h(Fragment, null));
    }
    if (!tags.has("body")) html = renderToString(h("body", null, raw(html)));
    if (!tags.has("head")) {
      const meta = h("meta", { charset: "utf-8" });
      html = renderToString(h("head", null, meta)) + html;
    }
    if (!tags.has("html")) html = `<html>${html}</html>`;
    const preload = preloadHeader(state);
    return { html: `<!DOCTYPE html>${html}`, nonce: state.nonce, preload };
  } finally {
    setCurrent(null);
  }
}
