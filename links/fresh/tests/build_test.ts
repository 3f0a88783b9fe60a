import { Builder } from "fresh/dev";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { fromFileUrl, serveBuild, tempDir } from "./processes.ts";

const site = fromFileUrl(new URL("./testdata/site/", import.meta.url));

Deno.test("a build on disk is served by deno serve", async () => {
  await using outDir = await tempDir(site);
  await new Builder({ root: site, outDir: outDir.path }).build();
  await using server = await serveBuild(`${outDir.path}/server.js`, ["--x=1"]);
  const ask = (path: string, init?: RequestInit) =>
    fetch(new URL(path, server.url), init);

  assertEquals(await (await ask("/args")).json(), ["--x=1"]);
  const page = await (await ask("/islands/counter")).text();
  assert(page.includes("<title>site</title>"));
  const [, url] = /from\s*"([^"]+)"/.exec(page)!;
  const script = await ask(url);
  assertEquals(script.status, 200);
  assertMatch(script.headers.get("Cache-Control")!, /immutable/);
  assert((await script.text()).length > 0);

  // Another process made the build, and its id is known here.
  const id = url.split("/")[3];
  const runtime = await (await ask("/islands/runtime")).text();
  const [, src] = /src="(\/dot\.svg\?__frsh_c=(\w+))"/.exec(runtime)!;
  assert(src.endsWith(id));
  const image = await ask(src);
  assertEquals(image.headers.get("Content-Type"), "image/svg+xml");
  assertMatch(image.headers.get("Cache-Control")!, /immutable/);
  await image.body?.cancel();

  const css = await ask("/site.css");
  assertMatch(await css.text(), /color: red/);
  const etag = css.headers.get("ETag")!;
  const again = await ask("/site.css", { headers: { "If-None-Match": etag } });
  assertEquals([again.status, await again.text()], [304, ""]);
});

Deno.test("a build on disk knows its files by name", async () => {
  await using root = await tempDir(site);
  const files = {
    "main.ts": `import { App, staticFiles } from "fresh";
      export const app = new App().use(staticFiles()).fsRoutes();`,
    "routes/a.ts": `export const handler = () => new Response("a");`,
    "routes/a_test.ts": `export const handler = () => new Response("test");`,
    "routes/b.test.ts": `export const handler = () => new Response("test");`,
    "static/with space.txt": "space",
    "static/.hidden/a.txt": "hidden",
    "static/.well-known/a.txt": "known",
  };
  for (const [name, text] of Object.entries(files)) {
    const path = `${root.path}/${name}`;
    await Deno.mkdir(path.replace(/[^/]*$/, ""), { recursive: true });
    await Deno.writeTextFile(path, text);
  }
  await new Builder({ root: root.path }).build();
  await using server = await serveBuild(`${root.path}/_fresh/server.js`, []);
  const textOf = async (path: string) =>
    await (await fetch(new URL(path, server.url))).text();

  assertEquals(await textOf("/a"), "a");
  assertEquals(await textOf("/a_test"), "Not Found");
  assertEquals(await textOf("/b.test"), "Not Found");
  assertEquals(await textOf("/with%20space.txt"), "space");
  assertEquals(await textOf("/.well-known/a.txt"), "known");
  assertEquals(await textOf("/.hidden/a.txt"), "Not Found");
  assertEquals(await textOf("/%2e%2e%2fmain.ts"), "Not Found");
});
