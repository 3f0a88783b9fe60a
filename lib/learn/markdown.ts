/**
 * A notebook's Markdown as elements: what it doesn't know stays text.
 *
 * @module
 */
import { type ComponentChild, h } from "preact";
import { marked, type Token, type Tokens } from "marked";

export function renderMarkdown(text: string): ComponentChild[] {
  return renderTokens(marked.lexer(text));
}

function renderTokens(tokens: Token[] = []): ComponentChild[] {
  return tokens.map((token) => renderToken(token as Tokens.Generic));
}

// Not JSX: Preact's templates escape text in a list of children twice.
function renderToken(token: Tokens.Generic): ComponentChild {
  const inner = renderTokens(token.tokens);
  switch (token.type) {
    case "space":
      return null;
    case "heading":
      // The page has the h1.
      return h(`h${Math.min(token.depth + 1, 6)}`, null, inner);
    case "paragraph":
      return h("p", null, inner);
    case "list":
      return renderList(token as Tokens.List);
    case "table":
      return renderTable(token as Tokens.Table);
    case "strong":
    case "em":
      return h(token.type, null, inner);
    case "codespan":
      return h("code", null, token.text);
    case "link":
      return renderLink(token.href, inner);
    case "text":
      return token.tokens ? inner : token.text;
    case "escape":
      return token.text;
    default:
      return token.raw;
  }
}

function renderList({ ordered, items }: Tokens.List) {
  const rows = items.map(({ tokens }) => h("li", null, renderTokens(tokens)));
  return h(ordered ? "ol" : "ul", null, rows);
}

function renderTable({ header, rows }: Tokens.Table) {
  const row = (name: "th" | "td", cells: Tokens.TableCell[]) =>
    h(
      "tr",
      null,
      cells.map(({ tokens }) => h(name, null, renderTokens(tokens))),
    );
  const label = header.map(({ text }) => text).join(", ");
  return h(
    "div",
    { class: "learn-scroll", role: "region", "aria-label": label, tabIndex: 0 },
    h(
      "table",
      null,
      h("thead", null, row("th", header)),
      h("tbody", null, rows.map((cells) => row("td", cells))),
    ),
  );
}

/** Between notebooks, links work on the pages too; files aren't served. */
function renderLink(href: string, children: ComponentChild[]) {
  const [, name] = /^\.\/(\w+)\.ipynb$/.exec(href) ?? [];
  if (name) return h("a", { href: `/learn/notebooks/${name}` }, children);
  return href.startsWith("https:") ? h("a", { href }, children) : children;
}
