/**
 * Markdown of this project's own files as HTML. Markup in it stays text.
 *
 * @module
 */
import { Marked, Renderer, type RendererObject } from "marked";

/**
 * Renders `text`.
 *
 * @param lower How much lower headings are on the page than in the text
 */
export function renderMarkdown(text: string, lower = 0): string {
  const renderer: RendererObject = {
    heading({ tokens, depth }) {
      const level = Math.min(depth + lower, 6);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
    },
    html: ({ text }) => escape(text),
    image: ({ text }) => escape(text),
    /** Between notebooks, links work on the pages too; files aren't served. */
    link({ href, tokens }) {
      const inner = this.parser.parseInline(tokens);
      const [, notebook] = /^\.\/(\w+)\.ipynb$/.exec(href) ?? [];
      const to = notebook ? `/learn/notebooks/${notebook}` : href;
      return notebook || href.startsWith("https:")
        ? `<a href="${escape(to)}">${inner}</a>`
        : inner;
    },
    table(table) {
      const label = escape(table.header.map(({ text }) => text).join(", "));
      const html = Renderer.prototype.table.call(this, table);
      return `<div class="learn-scroll" role="region" aria-label="${label}" tabindex="0">${html}</div>\n`;
    },
  };
  return new Marked({ renderer, async: false }).parse(text) as string;
}

const escape = (text: string) =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
