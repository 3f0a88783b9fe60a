import { asset } from "fresh/runtime";
import { assert, assertEquals } from "@std/assert";
import { serve } from "./serve.ts";
import { site } from "./site.ts";

const NEVER = "no-cache, no-store, max-age=0, must-revalidate";
const FOREVER = "public, max-age=31536000, immutable";
const ask = serve(site());

Deno.test("staticFiles() serves a file with its type", async () => {
  const { status, text, headers } = await ask("/site.css");
  assertEquals([status, text], [200, "p {\n  color: red;\n}\n"]);
  assertEquals(headers.get("Content-Type"), "text/css; charset=UTF-8");
  assertEquals(headers.get("Content-Length"), "20");
  assertEquals(headers.get("Cache-Control"), NEVER);
  assertEquals(headers.get("Vary"), "If-None-Match");
});

Deno.test("staticFiles() answers HEAD, and 405 to others", async () => {
  const head = await ask("HEAD /site.css");
  assertEquals([head.status, head.text], [200, ""]);
  assertEquals(head.headers.get("Content-Length"), "20");
  const post = await ask("POST /site.css");
  assertEquals([post.status, post.text], [405, "Method Not Allowed"]);
});

Deno.test("staticFiles() serves for good under the build id", async () => {
  const known = await ask(asset("/site.css"));
  assertEquals(known.headers.get("Cache-Control"), FOREVER);
  const unknown = await ask("/site.css?a=1&__frsh_c=other");
  assertEquals(unknown.status, 307);
  assertEquals(unknown.headers.get("Location"), "/site.css?a=1");
});

Deno.test("staticFiles() leaves other paths to the app", async () => {
  assert((await ask("/about")).text.includes("<h1>about</h1>"));
  assertEquals((await ask("/no%2Fsuch/file")).status, 404);
  assert(!(await ask("/..%2fmain.ts")).text.includes("export"));
  const icon = await ask("/favicon.ico");
  assertEquals([icon.status, icon.text], [404, ""]);
});

Deno.test("staticFiles() finds .well-known", async () => {
  assertEquals((await ask("/.well-known/a.txt")).text, "yes\n");
});

Deno.test("staticFiles() knows the basePath", async () => {
  const ask = serve(site("/base"));
  assertEquals((await ask("/base/site.css")).status, 200);
  assertEquals((await ask("/site.css")).status, 404);
});
