/**
 * `Head`: elements that belong into the document's head, from anywhere.
 *
 * @module
 */
import {
  type ComponentChildren,
  type Context,
  createContext,
  h,
  render,
} from "preact";
import { useEffect } from "preact/hooks";

/** True inside of a `Head` while a page is rendered on the server. */
export const HeadContext: Context<boolean> = /* @__PURE__ */ createContext(
  false,
);

/** Puts its children into `<head>`; a later one replaces its like. */
export function Head(
  props: { children?: ComponentChildren },
): ComponentChildren {
  return typeof document === "undefined"
    ? h(HeadContext.Provider, { value: true, children: props.children })
    : h(BrowserHead, null, props.children);
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
