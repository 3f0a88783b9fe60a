import { assertEquals } from "@std/assert";
import { highlight } from "./highlight.ts";
import { renderMarkdown } from "./markdown.ts";

Deno.test("highlight() keeps every character, escaped", () => {
  const code = 'const a = "<b>&amp;\'";\n// `${a}` < 1 && 2 > 1\n`x${`y${1}`}`';
  const text = highlight(code).replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  assertEquals(text, code);
});

Deno.test("highlight() writes elements without attributes, each closed", () => {
  const code = "/** @module */\nclass A extends B { c = `d${e(1, /f/)}`; }";
  const html = highlight(code);
  const open: string[] = [];
  for (const [tag, end, name] of html.matchAll(/<(\/?)([^>]*)>/g)) {
    if (end) assertEquals(open.pop(), name, tag);
    else open.push(name);
  }
  assertEquals(open, []);
  const names = [...html.matchAll(/<([^>/]*)>/g)].map(([, name]) => name);
  assertEquals([...new Set(names)].sort(), ["b", "i", "u", "var"]);
});

Deno.test("renderMarkdown() renders what the notebooks use", () => {
  const html = renderMarkdown(
    "# A\n\nb < & *c & <* **d** `e<` [f](./jwt.ipynb) [g](../lib/jwt.ts)\n\n1. h\n2. i\n",
    1,
  );
  assertEquals(
    html.replaceAll("\n", ""),
    "<h2>A</h2><p>b &lt; &amp; <em>c &amp; &lt;</em> <strong>d</strong> <code>e&lt;</code> " +
      '<a href="/learn/notebooks/jwt">f</a> g</p><ol><li>h</li><li>i</li></ol>',
  );
});

Deno.test("renderMarkdown() makes a table that scrolls, with a name", () => {
  const html = renderMarkdown('| a "b" | c |\n| - | - |\n| d | e |\n');
  assertEquals(
    html.replaceAll("\n", ""),
    '<div class="learn-scroll" role="region" aria-label="a &#34;b&#34;, c" tabindex="0">' +
      "<table><thead><tr><th>a &quot;b&quot;</th><th>c</th></tr></thead>" +
      "<tbody><tr><td>d</td><td>e</td></tr></tbody></table></div>",
  );
});

Deno.test("renderMarkdown() leaves markup and other addresses as text", () => {
  const html = renderMarkdown(
    "<img src=x onerror=alert(1)>\n\n[a](javascript:alert(1)) <b>\n\n![c](d)",
  );
  assertEquals(/<(img|b|a)\b/.test(html), false, html);
  assertEquals(html.includes("javascript:"), false, html);
});
