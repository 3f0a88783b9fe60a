/**
 * `Head`: elements that belong into the document's head, from anywhere.
 *
 * @module
 */
import { type ComponentChildren, h } from "preact";
import { current } from "./document_state.ts";

/** Puts its children into `<head>`, on the server; a later one replaces its like. */
export function Head(
  { children }: { children?: ComponentChildren },
): ComponentChildren {
  return current &&
    [h(Mark, { inHead: true }), children, h(Mark, { inHead: false })];
}

/**
 * Nodes are rendered in order, so this is true of all that follow. (What a
 * context leaves behind outlives many collections of garbage.)
 */
function Mark({ inHead }: { inHead: boolean }): null {
  current!.inHead = inHead;
  return null;
}
