/**
 * Brings the islands of a page to life. An island's HTML is between the
 * comments `fresh:island:…` and `/fresh`; what was passed to it as JSX is
 * between `fresh:slot:…` and `/fresh`, or in a template if it isn't shown.
 *
 * @module
 */
import {
  type ComponentChild,
  type ComponentType,
  h,
  options,
  render,
} from "preact";
import { lockSources } from "../src/asset.ts";
import { decode, SlotRef } from "../src/json.ts";

type Props = Record<string, unknown>;
type Call = [index: number, props: Props, key: unknown];

interface Range {
  id: number;
  isIsland: boolean;
  start: Comment;
  end: Comment;
}

const { vnode: onCreate } = options;
options.vnode = (vnode) => {
  if (vnode.type === "img" || vnode.type === "source") {
    lockSources(vnode.props as Props);
  }
  onCreate?.(vnode);
};

/** Renders each island of the page where its HTML is. */
export function boot(
  components: ComponentType<Props>[],
  json: string,
  signal?: (value: unknown) => unknown,
): void {
  const calls = decode<Call[]>(json, signal);
  const byStart = new Map<Node, Range>();
  const slots = new Map<number, Range | DocumentFragment>();

  /** Finds what is between comments; gives the outermost islands. */
  function findRanges(node: Node): Range[] {
    const outermost: Range[] = [];
    const open: Range[] = [];
    const comments = document.createTreeWalker(node, NodeFilter.SHOW_COMMENT);
    while (comments.nextNode()) {
      const comment = comments.currentNode as Comment;
      if (comment.data === "/fresh") {
        const range = open.pop();
        if (range) range.end = comment;
        continue;
      }
      const [, kind, id] = /^fresh:(island|slot):(\d+)$/.exec(comment.data) ??
        [];
      if (!kind) continue;
      const isIsland = kind === "island";
      const range = { id: +id, isIsland, start: comment, end: comment };
      byStart.set(comment, range);
      if (!isIsland) slots.set(range.id, range);
      if (open.length === 0) outermost.push(range);
      open.push(range);
    }
    return outermost;
  }

  function islandNode(range: Range): ComponentChild {
    const [index, props, key] = calls[range.id];
    const own: Props = { key };
    for (const name in props) {
      const value = props[name];
      own[name] = value instanceof SlotRef ? slotNode(value.id) : value;
    }
    return h(components[index], own);
  }

  function slotNode(id: number): ComponentChild {
    const slot = slots.get(id);
    if (!slot) return null;
    const children = slot instanceof DocumentFragment
      ? toNodes(slot.firstChild, null)
      : toNodes(slot.start.nextSibling, slot.end);
    return h(Slot, null, children);
  }

  /** Preact's nodes for the DOM's, from `node` up to `end`. */
  function toNodes(node: Node | null, end: Node | null): ComponentChild[] {
    const nodes: ComponentChild[] = [];
    while (node && node !== end) {
      const range = byStart.get(node);
      if (range?.isIsland) {
        nodes.push(islandNode(range));
        node = range.end;
      } else if (node instanceof Element) {
        const props: Props = {};
        for (const { name, value } of node.attributes) {
          const isFlag = value === "" &&
            typeof node[name as keyof Element] === "boolean";
          props[name] = isFlag || value;
        }
        nodes.push(h(node.localName, props, toNodes(node.firstChild, null)));
      } else if (node instanceof Text) {
        nodes.push(node.data);
      }
      node = node!.nextSibling;
    }
    return nodes;
  }

  for (const template of document.querySelectorAll("template")) {
    const [, id] = /^fresh-slot-(\d+)$/.exec(template.id) ?? [];
    if (!id) continue;
    slots.set(+id, template.content);
    findRanges(template.content);
  }
  for (const root of findRanges(document.body)) {
    // Each in a task of its own: an error in one is no other one's.
    setTimeout(() => render(islandNode(root), between(root)));
  }
}

function Slot({ children }: { children?: ComponentChild }): ComponentChild {
  return children;
}

/** As much of an element as Preact needs to render between two comments. */
function between({ start, end }: Range): Element {
  const parent = start.parentNode as Element;
  if (parent !== end.parentNode) {
    throw new Error("An island is where HTML has no place for its elements");
  }
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
