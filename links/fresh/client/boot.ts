/**
 * Brings the islands of a page to life. An island's HTML is between the
 * comments `fresh:island:…` and `/fresh`.
 *
 * @module
 */
import { type ComponentType, h, render } from "preact";
import { decode } from "../src/json.ts";

type Props = Record<string, unknown>;

/** Renders each island of the page where its HTML is. */
export function boot(
  components: ComponentType<Props>[],
  json: string,
  signal?: (value: unknown) => unknown,
): void {
  const calls = decode<[index: number, props: Props][]>(json, signal);
  const comments = document.createTreeWalker(
    document.body,
    NodeFilter.SHOW_COMMENT,
  );
  while (comments.nextNode()) {
    const start = comments.currentNode as Comment;
    const [, id] = /^fresh:island:(\d+)$/.exec(start.data) ?? [];
    if (!id) continue;
    const [index, props] = calls[+id];
    // Each in a task of its own: an error in one is no other one's.
    setTimeout(() => render(h(components[index], props), after(start)));
  }
}

/** As much of an element as Preact needs to render between two comments. */
function after(start: Comment): Element {
  let end = start.nextSibling;
  while (end && (end as Comment).data !== "/fresh") end = end.nextSibling;
  if (!end) {
    throw new Error("An island is where HTML has no place for its elements");
  }
  const parent = start.parentNode as Element;
  const children = () => {
    const nodes: Node[] = [];
    for (let it = start.nextSibling; it && it !== end; it = it.nextSibling) {
      nodes.push(it);
    }
    return nodes;
  };
  return {
    nodeType: Node.ELEMENT_NODE,
    namespaceURI: parent.namespaceURI,
    parentNode: parent,
    get firstChild() {
      return children()[0] ?? null;
    },
    get childNodes() {
      return children();
    },
    contains: (node: Node) => children().some((it) => it.contains(node)),
    insertBefore: (node: Node, before: Node | null) =>
      parent.insertBefore(node, before ?? end),
    appendChild: (node: Node) => parent.insertBefore(node, end),
    removeChild: (node: Node) => parent.removeChild(node),
  } as unknown as Element;
}
