/**
 * TypeScript as coloured HTML.
 *
 * @module
 */
import hljs from "highlight.js/lib/core";
import typescript from "highlight.js/lib/languages/typescript";

hljs.registerLanguage("typescript", typescript);
hljs.configure({ classPrefix: "" });

/** The element for each kind of text that has a colour. */
const ELEMENTS: Record<string, string> = {
  ...{ comment: "i", keyword: "b", literal: "b" },
  ...{ string: "u", number: "u", regexp: "u" },
  ...{ title: "var", property: "var", attr: "var" },
};

const start = (element: string) => element && `<${element}>`;
const end = (element: string) => element && `</${element}>`;

/**
 * The text escaped, its pieces in one of four elements without attributes: a
 * page shows hundreds of them. Each line closes what it opens.
 */
export function highlight(code: string): string {
  const { value } = hljs.highlight(code, { language: "typescript" });
  const open: string[] = [];
  return value
    .replace(/<span class="(\w+)[^"]*">|<\/span>|\n/g, (found, kind) => {
      if (found === "</span>") return end(open.pop()!);
      if (found === "\n") {
        const ends = open.toReversed().map(end);
        return [...ends, "\n", ...open.map(start)].join("");
      }
      open.push(ELEMENTS[kind] ?? "");
      return start(open.at(-1)!);
    })
    .replaceAll("&quot;", '"').replaceAll("&#x27;", "'");
}
