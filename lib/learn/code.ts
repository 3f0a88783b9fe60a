/**
 * TypeScript as coloured elements.
 *
 * @module
 */
import { type ComponentChild, h, type VNode } from "preact";
import hljs from "highlight.js/lib/core";
import typescript from "highlight.js/lib/languages/typescript";

hljs.registerLanguage("typescript", typescript);

const ENTITIES: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
};

/**
 * A `code` element. The library writes HTML, of escaped text and nested spans
 * only.
 */
export function renderCode(code: string): VNode {
  const { value } = hljs.highlight(code, { language: "typescript" });
  const open: { class: string; children: ComponentChild[] }[] = [
    { class: "", children: [] },
  ];
  for (const piece of value.split(/(<span class="[^"]*">|<\/span>)/)) {
    if (piece.startsWith("<span")) {
      open.push({ class: piece.slice(13, -2), children: [] });
    } else if (piece === "</span>") {
      const { children, ...props } = open.pop()!;
      open.at(-1)!.children.push(h("span", props, children));
    } else {
      const text = piece.replace(/&[#\w]+;/g, (entity) => ENTITIES[entity]);
      open.at(-1)!.children.push(text);
    }
  }
  // Not JSX: Preact's templates escape text in a list of children twice.
  return h("code", null, open[0].children);
}
