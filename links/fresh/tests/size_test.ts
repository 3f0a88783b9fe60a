import { assert } from "@std/assert";
import { serve } from "./serve.ts";
import { site } from "./site.ts";

async function gzipped(text: string): Promise<number> {
  const stream = new Blob([text]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).bytes()).length;
}

// The one test that is about this package and not about Fresh.
Deno.test("a page with one signals counter loads at most 12 kB", async () => {
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
  assert(size <= 12_000, `${size} bytes`);
  console.log(`${size} bytes in ${urls.size} files`);
});
