import { asset } from "fresh/runtime";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { signal } from "@preact/signals";
import { App } from "fresh";
import { serve } from "./serve.ts";
import { applySnapshot, site } from "./site.ts";
import Counter from "./testdata/site/islands/Counter.tsx";

const ask = serve(site());

const scripts = (
  html: string,
) => [...html.matchAll(/<script[^>]*>(.*?)<\/script>/gs)];

/** A page's HTML without comments: what a reader without scripts sees. */
const visible = (html: string) =>
  html.replace(/<!--.*?-->/g, "").replace(/<template.*?<\/template>/g, "")
    .replace(/<script.*?<\/script>/gs, "");

Deno.test("a page without islands has no script", async () => {
  const { text, headers } = await ask("/about");
  assertEquals(scripts(text), []);
  assertEquals(headers.get("Link"), null);
});

Deno.test("a page with islands has one module, last in its body", async () => {
  const { text, headers } = await ask("/islands/counter");
  const [script, ...others] = scripts(text);
  assertEquals(others, []);
  assert(text.endsWith(`${script[0]}</body></html>`));
  const [, nonce] = /^<script type="module" nonce="(\w+)">/.exec(script[0])!;
  const policy = headers.get("Content-Security-Policy")!;
  assert(policy.includes(`script-src 'self' 'nonce-${nonce}'`));
});

Deno.test("the module imports from below the build id, for good", async () => {
  const { text, headers } = await ask("/islands/counter");
  const urls = [...scripts(text)[0][1].matchAll(/from\s*"([^"]+)"/g)];
  assert(urls.length >= 2);
  const [, id] = /__frsh_c=(\w+)/.exec(asset("/a"))!;
  for (const [, url] of urls) {
    assert(url.startsWith(`/_fresh/js/${id}/`));
    const file = await ask(url);
    assertEquals(file.status, 200);
    assertEquals(
      file.headers.get("Content-Type"),
      "text/javascript; charset=UTF-8",
    );
    assertMatch(file.headers.get("Cache-Control")!, /immutable/);
    const etag = file.headers.get("ETag")!;
    const again = await ask(url, { headers: { "If-None-Match": etag } });
    assertEquals([again.status, again.text], [304, ""]);
  }
  assertMatch(
    headers.get("Link")!,
    /^<\/_fresh\/js\/\w+\/fresh-runtime\.js>; rel="modulepreload"; as="script", <\/_fresh\/js\/\w+\/Counter\.js>/,
  );
});

Deno.test("islands are in the page's HTML as well", async () => {
  const { text } = await ask("/islands/counter");
  const buttons = [3, 3, 30].map((n) =>
    `<button type="button" class="counter" >${n}</button>`
  );
  const html = visible(text).replaceAll(" >", ">");
  assert(
    html.includes(`<main>${buttons.join("").replaceAll(" >", ">")}</main>`),
  );
});

Deno.test("island props cannot end the script", async () => {
  const { text } = await ask("/islands/values");
  assertEquals(scripts(text).length, 1);
  assert(!scripts(text)[0][1].includes("<!--"));
  assert(
    visible(text).includes('id="string">string &lt;/script>&lt;!-- &quot;'),
  );
});

Deno.test("children of islands are rendered, shown or not", async () => {
  const html = visible((await ask("/islands/children")).text);
  assert(html.includes('<h2><b class="title">title</b></h2>'));
  assert(html.includes('<em data-x="1">child</em> &amp; more</p>'));
  assertEquals([...html.matchAll(/class="counter"/g)].length, 3);
  assert(!html.includes("hidden"));
  const templates = /<template [^>]+><p class="hidden">hidden<\/p>/;
  assertMatch((await ask("/islands/children")).text, templates);
});

Deno.test("a function as a prop is an error", async () => {
  const { status, text } = await ask("/islands/function");
  assertEquals(status, 500);
  assertMatch(text, /serializ/i);
});

Deno.test("files in a route's (_islands) folder are islands", async () => {
  const { text } = await ask("/local");
  assertEquals(scripts(text).length, 1);
});

Deno.test("islands know the basePath", async () => {
  const ask = serve(site("/base"));
  const { text, headers } = await ask("/base/islands/counter");
  const urls = [...scripts(text)[0][1].matchAll(/from\s*"([^"]+)"/g)];
  for (const [, url] of urls) {
    assert(url.startsWith("/base/_fresh/js/"));
    assertEquals((await ask(url)).status, 200);
  }
  assert(headers.get("Link")!.startsWith("</base/_fresh/js/"));
});

Deno.test("the runtime's Head and asset() work on the server", async () => {
  const { text } = await ask("/islands/runtime");
  assert(text.includes("<title>count 0</title>"));
  assert(text.includes('<meta name="count" content="0"/>'));
  assert(text.includes(`src="${asset("/dot.svg")}"`));
  assert(text.includes('data-place="server"'));
});

Deno.test("islands may stand in the app wrapper and in layouts", async () => {
  const count = signal(1);
  const app = new App()
    .appWrapper(({ Component }) => (
      <html>
        <body>
          <Counter count={count} />
          <Component />
        </body>
      </html>
    ))
    .layout("*", ({ Component }) => (
      <>
        <Counter count={count} />
        <Component />
      </>
    ))
    .get("/", (ctx) => ctx.render(<Counter count={count} />));
  applySnapshot(app);
  const { text } = await serve(app)("/");
  const [script, ...others] = scripts(text);
  assertEquals(others, []);
  assert(text.endsWith(`${script[0]}</body></html>`));
  assertEquals([...visible(text).matchAll(/class="counter"/g)].length, 3);
  assertEquals([...script[1].matchAll(/Counter\.js/g)].length, 1);
});
