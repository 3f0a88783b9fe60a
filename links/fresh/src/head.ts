/**
 * `Head`: elements that belong into the document's head, from anywhere.
 *
 * @module
 */
import { type ComponentChildren, h, render } from "preact";
import { useEffect } from "preact/hooks";
import { current } from "./document_state.ts";

/** Puts its children into `<head>`; a later one replaces its like. */
export function Head(
  { children }: { children?: ComponentChildren },
): ComponentChildren {
  return typeof document === "undefined"
    ? [h(Mark, { inHead: true }), children, h(Mark, { inHead: false })]
    : h(BrowserHead, null, children);
}

/**
 * Nodes are rendered in order, so this is true of all that follow. (What a
 * context leaves behind outlives many collections of garbage.)
 */
function Mark({ inHead }: { inHead: boolean }): null {
  if (current) current.inHead = inHead;
  return null;
}

function BrowserHead({ children }: { children?: ComponentChildren }): null {
  useEffect(() => {
    const box = document.createElement("div");
    render(children, box);
    for (const element of [...box.children]) {
      const old = document.head.querySelector(selectorFor(element));
      if (old) old.replaceWith(element);
      else document.head.append(element);
    }
  });
  return null;
}

/** Finds the element of the head that `element` takes the place of. */
function selectorFor(element: Element): string {
  const { localName } = element;
  for (const name of ["id", "name", "property", "rel"]) {
    const value = element.getAttribute(name);
    if (value) return `${localName}[${name}=${CSS.escape(value)}]`;
  }
  return localName === "title" || localName === "base" ? localName : ":not(*)";
}
