/**
 * The elements that a page adds to: links, `head`, `body`, and what may stand
 * in a head.
 *
 * @module
 */
import { Fragment, h } from "preact";
import {
  type AnyVNode,
  current,
  type DocumentState,
} from "./document_state.ts";
import { Scripts } from "./scripts.ts";

type Props = Record<string, unknown>;

/** Sets `aria-current` on a link to this page or to one above it. */
export function markCurrent(props: Props, here: URL): void {
  const { href } = props;
  if (typeof href !== "string" || !href.startsWith("/")) return;
  if (props["aria-current"] !== undefined) return;

  const target = new URL(href, "http://localhost");
  const [path, current] = [target, here].map(({ pathname }) =>
    pathname.endsWith("/") ? pathname.slice(0, -1) : pathname
  );
  const isSame = target.search === "" || target.search === here.search;
  if (path === current && isSame) {
    props["data-current"] = "true";
    props["aria-current"] = "page";
  } else if (path === current || current.startsWith(`${path}/`)) {
    props["data-ancestor"] = "true";
    props["aria-current"] = "true";
  }
}

const HEAD_TAGS = new Set([
  "base",
  "link",
  "meta",
  "noscript",
  "script",
  "style",
  "template",
  "title",
]);

/** In the props of an element that is to be rendered as it is. */
const DONE = Symbol("done");

export function beforeElement({ tags }: DocumentState, vnode: AnyVNode): void {
  const { type, props } = vnode;
  if (type === "html") {
    tags.add(type);
  } else if (type === "head" || type === "body") {
    tags.add(type);
    const last = h(type === "head" ? RestOfHead : Scripts, null);
    vnode.props = { ...props, children: [props.children, last] };
  } else if (HEAD_TAGS.has(type as string) && !(DONE in props)) {
    vnode.props = { tag: type, props, id: vnode.key };
    vnode.type = HeadElement;
  }
}

function HeadElement(
  { tag, props, id }: { tag: string; props: Props; id: unknown },
): AnyVNode | null {
  const own = { ...props };
  if (id !== undefined) own["data-key"] = id;
  if (tag === "script" || tag === "style") own.nonce ||= current?.nonce;
  const vnode: AnyVNode = h(tag, own);
  vnode.props[DONE] = true;
  if (!current) return vnode;

  const { inHead, head } = current;
  const identity = id === undefined ? identityOf(tag, props) : String(id);
  if (inHead) {
    head.set(identity, vnode);
    return null;
  }
  const replacement = head.get(identity) ?? vnode;
  head.delete(identity);
  return replacement;
}

/** What two elements have in common if the later one is to take over. */
function identityOf(tag: string, props: Props): string {
  if (tag === "title") return tag;
  const value = { meta: "content", link: "href" }[tag];
  let identity = tag;
  for (const name of Object.keys(props).sort()) {
    if (name === value || name === "children" || name === "nonce") continue;
    identity += name === "dangerouslySetInnerHTML"
      ? `\n${(props[name] as { __html: string }).__html}`
      : `\n${name}=${props[name]}`;
  }
  return identity;
}

/** What `Head` collected and nothing in the document's head stood for. */
function RestOfHead(): AnyVNode {
  const rest = [...current?.head.values() ?? []];
  current?.head.clear();
  return h(Fragment, null, rest);
}
