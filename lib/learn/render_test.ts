import { assertEquals, assertStringIncludes } from "@std/assert";
import { h } from "preact";
import { render } from "preact-render-to-string";
import { renderCode } from "./code.ts";
import { renderMarkdown } from "./markdown.ts";

const toHtml = (children: unknown) =>
  render(h("div", null, children as string));

Deno.test("renderCode() keeps every character", () => {
  const code = 'const a = "<b>&amp;\'";\n// `${a}` < 1 && 2 > 1\n`x${`y${1}`}`';
  const text = toHtml(renderCode(code)).replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<").replaceAll("&amp;", "&").replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"');
  assertEquals(text, code);
});

Deno.test("renderCode() colours", () => {
  const html = toHtml(renderCode('const a = "b";'));
  assertStringIncludes(html, '<span class="hljs-keyword">const</span>');
  assertStringIncludes(html, "hljs-string");
});

Deno.test("renderMarkdown() renders what the notebooks use", () => {
  const html = toHtml(renderMarkdown(
    "# A\n\nb < & *c & <* **d** `e<` [f](./jwt.ipynb) [g](../lib/jwt.ts)\n\n1. h\n2. i\n",
  ));
  assertEquals(
    html,
    "<div><h2>A</h2><p>b &lt; &amp; <em>c &amp; &lt;</em> <strong>d</strong> <code>e&lt;</code> " +
      '<a href="/learn/notebooks/jwt">f</a> g</p><ol><li>h</li><li>i</li></ol></div>',
  );
});

Deno.test("renderMarkdown() leaves markup and other addresses as text", () => {
  const html = toHtml(
    renderMarkdown("<img src=x onerror=alert(1)>\n\n[a](javascript:alert(1))"),
  );
  assertEquals(html.includes("<img"), false);
  assertEquals(html.includes("javascript:"), false);
});
