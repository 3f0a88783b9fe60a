/**
 * Islands on the server: each is rendered between two comments that tell the
 * browser where it is, and its props are kept for the page's script.
 *
 * @module
 */
import {
  type ComponentChildren,
  type ComponentType,
  Fragment,
  h,
  isValidElement,
} from "preact";
import type { Island } from "./build.ts";
import {
  type AnyVNode,
  current,
  type DocumentState,
} from "./document_state.ts";
import { isSignal, SlotRef } from "./json.ts";

type Props = Record<string, unknown>;

/** Wraps islands; one inside another is a component like any. */
export function beforeComponent(state: DocumentState, vnode: AnyVNode): void {
  if (state.inIsland) return;
  const { type: component, props, key: id } = vnode;
  const island = state.build.islands.get(component as ComponentType);
  if (!island) return;
  vnode.props = { component, island, props, id };
  vnode.type = IslandRoot;
}

function IslandRoot(
  { component, island, props, id }: {
    component: ComponentType<Props>;
    island: Island;
    props: Props;
    id: unknown;
  },
): ComponentChildren {
  const { islands, calls, slots } = current!;
  if (!islands.has(island)) islands.set(island, islands.size);

  const sent = { ...props };
  const own = { ...props };
  for (const [name, value] of Object.entries(props)) {
    // What was made outside stays as it is: the browser has its HTML.
    const isJsx = isValidElement(value) && !isSignal(value);
    if (name !== "children" && !isJsx) continue;
    const slot = slots.push(value) - 1;
    sent[name] = new SlotRef(slot);
    own[name] = h(Slot, { id: slot }, value as ComponentChildren);
  }
  const call = calls.push([islands.get(island)!, sent, id]) - 1;
  return between(`island:${call}`, true, h(component, own));
}

function Slot(
  { id, children }: { id: number; children?: ComponentChildren },
): ComponentChildren {
  current!.slots[id] = null;
  return between(`slot:${id}`, false, children);
}

/** `children` between comments, and as inside or outside of an island. */
function between(
  name: string,
  inIsland: boolean,
  children: ComponentChildren,
): ComponentChildren {
  return [
    comment(`fresh:${name}`),
    h(Side, { inIsland }),
    children,
    h(Side, { inIsland: !inIsland }),
    comment("/fresh"),
  ];
}

/** Nodes are rendered in order, so this is true of all that follow. */
function Side({ inIsland }: { inIsland: boolean }): null {
  current!.inIsland = inIsland;
  return null;
}

const comment = (text: string) =>
  h(Fragment, { UNSTABLE_comment: text } as Record<string, unknown>);
