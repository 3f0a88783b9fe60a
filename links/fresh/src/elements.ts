/**
 * The elements that a page gets more of: `head`, `body`, and what may stand in
 * a head.
 *
 * @module
 */
import { Fragment, h } from "preact";
import { useContext } from "preact/hooks";
import {
  type AnyVNode,
  current,
  type DocumentState,
} from "./document_state.ts";
import { HeadContext } from "./head.ts";
import { Scripts } from "./scripts.ts";

type Props = Record<string, unknown>;

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

/** The elements that are to be rendered as they are. */
const done = new WeakSet<AnyVNode>();

export function beforeElement(state: DocumentState, vnode: AnyVNode): void {
  const { type, props } = vnode;
  if (type === "html") {
    state.tags.add(type);
  } else if (type === "head" || type === "body") {
    state.tags.add(type);
    const last = h(type === "head" ? RestOfHead : Scripts, null);
    vnode.props = { ...props, children: [props.children, last] };
  } else if (HEAD_TAGS.has(type as string) && !done.has(vnode)) {
    const key = vnode.key ?? undefined;
    vnode.props = { tag: type, props, id: key };
    vnode.type = HeadElement;
  }
}

function HeadElement(
  { tag, props, id }: { tag: string; props: Props; id?: unknown },
): AnyVNode | null {
  const inHead = useContext(HeadContext);
  const own = { ...props };
  if (id !== undefined) own["data-key"] = id;
  if ((tag === "script" || tag === "style") && !own.nonce) {
    own.nonce = current?.nonce;
  }
  const vnode = h(tag, own);
  done.add(vnode);
  if (!current) return vnode;

  const identity = id === undefined ? identityOf(tag, props) : String(id);
  if (inHead) {
    current.head.set(identity, vnode);
    return null;
  }
  const replacement = current.head.get(identity) ?? vnode;
  current.head.delete(identity);
  return replacement;
}

/** What two elements have in common if the later one is to take over. */
function identityOf(tag: string, props: Props): string {
  if (tag === "title") return tag;
  const value = { meta: "content", link: "href" }[tag];
  const parts = Object.keys(props).sort()
    .filter((name) => name !== value && name !== "children" && name !== "nonce")
    .map((name) =>
      name === "dangerouslySetInnerHTML"
        ? (props[name] as { __html: string }).__html
        : `${name}=${props[name]}`
    );
  return [tag, ...parts].join("\n");
}

/** What `Head` collected and nothing in the document's head stood for. */
function RestOfHead(): AnyVNode | null {
  const rest = [...current?.head.values() ?? []];
  current?.head.clear();
  return h(Fragment, null, rest);
}
