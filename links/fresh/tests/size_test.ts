import { assert } from "@std/assert";
import config from "../../../deno.json" with { type: "json" };
import { serve } from "./serve.ts";
import { site } from "./site.ts";

async function gzipped(text: string): Promise<number> {
  const stream = new Blob([text]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).bytes()).length;
}

// 11.3 kB with this package, 18.1 kB with the one from JSR.
const [FRESH, LIMIT] = "links" in config
  ? ["the stand-in for Fresh", 12_000]
  : ["Fresh from JSR", 20_000];

Deno.test(`with ${FRESH} a page with one signals counter loads at most ${LIMIT} bytes`, async () => {
  const ask = serve(site());
  const page = await ask("/islands/counter");

  const urls = new Set<string>();
  let size = 0;
  async function load(text: string, base: string) {
    for (const [, path] of text.matchAll(/(?:from|import)\s*"([^"]+)"/g)) {
      const { href, pathname } = new URL(path, base);
      if (urls.has(href)) continue;
      urls.add(href);
      const file = await ask(pathname);
      size += await gzipped(file.text);
      await load(file.text, href);
    }
  }
  await load(page.text.replace(/.*<script[^>]*>/s, ""), "http://localhost/");
  assert(urls.size > 1);
  assert(size <= LIMIT, `${size} bytes in ${urls.size} files`);
});
