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
} from "preact";
import type { Island } from "./build.ts";
import {
  type AnyVNode,
  current,
  type DocumentState,
} from "./document_state.ts";

type Props = Record<string, unknown>;

/** Wraps islands; one inside another is a component like any. */
export function beforeComponent(state: DocumentState, vnode: AnyVNode): void {
  if (state.inIsland) return;
  const { type: component, props } = vnode;
  const island = state.build.islands.get(component as ComponentType);
  if (!island) return;
  vnode.props = { component, island, props };
  vnode.type = IslandRoot;
}

function IslandRoot(
  { component, island, props }: {
    component: ComponentType<Props>;
    island: Island;
    props: Props;
  },
): ComponentChildren {
  const { islands, calls } = current!;
  if (!islands.has(island)) islands.set(island, islands.size);
  const call = calls.push([islands.get(island)!, props]) - 1;
  return [
    comment(`fresh:island:${call}`),
    h(Side, { inIsland: true }),
    h(component, props),
    h(Side, { inIsland: false }),
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
