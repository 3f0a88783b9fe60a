import { Builder } from "fresh/dev";
import { assert, assertEquals } from "@std/assert";
import { serve } from "./serve.ts";
import { app } from "./testdata/site/main.ts";

const root = new URL("./testdata/site/", import.meta.url).href;
const applySnapshot = await new Builder({ root }).build({ snapshot: "memory" });
applySnapshot(app);
const ask = serve(app);

Deno.test("an index file is its folder", async () => {
  const { status, text } = await ask("/");
  assertEquals(status, 200);
  assertEquals(
    text,
    "<!DOCTYPE html><html><head><title>site</title></head>" +
      '<body data-trail="root"><div class="root"><h1>index</h1></div></body>' +
      "</html>",
  );
  assert((await ask("/admin")).text.includes("<h1>admin</h1>"));
  assert((await ask("/deep/sub/page")).text.includes("<h1>deep</h1>"));
  assertEquals((await ask("/deep/sub")).status, 404);
});

Deno.test("a page without a handler answers every method", async () => {
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
    const { status, text } = await ask(`${method} /about`);
    assertEquals(status, 200);
    assert(text.includes("<h1>about</h1>"));
  }
  assertEquals((await ask("HEAD /about")).text, "");
});

Deno.test("a handler's page() goes to the component", async () => {
  const posted = await ask("POST /form", { body: "vidu" });
  assertEquals(posted.status, 201);
  assert(posted.text.includes("<h1>vidu</h1>"));
  assert((await ask("/form")).text.includes("<h1>form</h1>"));
  assertEquals((await ask("PUT /form")).text, "put");
});

Deno.test("a method that a handler object lacks is 404", async () => {
  assertEquals((await ask("DELETE /form")).status, 404);
  assertEquals((await ask("/post")).status, 404);
  assertEquals((await ask("OPTIONS /post")).status, 404);
  assertEquals((await ask("POST /post")).text, "post");
});

Deno.test("a handler function answers every method", async () => {
  assertEquals((await ask("/any")).text, "GET /any");
  assertEquals((await ask("PATCH /any")).text, "PATCH /any");
});

Deno.test("tests, (_hidden) folders and specials are no routes", async () => {
  const paths = ["/secret", "/_private/secret", "/Local", "/_app"];
  for (const path of [...paths, "/about_test"]) {
    assert(!(await ask(path)).text.includes("not a route"), path);
  }
});

Deno.test("parameters are in the file name", async () => {
  const slug = await ask("/something");
  assert(slug.text.includes("<h1>/:slug something</h1>"), slug.text);
  const json = async (path: string) => JSON.parse((await ask(path)).text);
  assertEquals(await json("/files/a"), { id: "a", route: "/files/:id" });
  assertEquals(await json("/files/a/b"), {
    path: "a/b",
    route: "/files/:path*",
  });
  assertEquals(await json("/files"), { path: "", route: "/files/:path*" });
  assertEquals(await json("/opt/1"), { id: "1", route: "/opt/:id?" });
  assertEquals(await json("/opt"), { id: "", route: "/opt/:id?" });
});

Deno.test("routeOverride takes the place of the path, and is strict", async () => {
  assertEquals(JSON.parse((await ask("/over/1-2")).text), {
    a: "1",
    b: "2",
    route: "/over/:a-:b",
  });
  assertEquals((await ask("POST /over/1-2")).status, 405);
});

Deno.test("a group is not in the path, and has a layout", async () => {
  const { text } = await ask("/grouped");
  assert(text.includes(
    '<div class="root"><div class="group"><h1>grouped</h1></div></div>',
  ));
});

Deno.test("middleware and layouts go by folder", async () => {
  const { text, headers } = await ask("/admin");
  assert(text.includes(
    '<body data-trail="root admin1 admin2"><div class="admin"><h1>admin</h1>',
  ));
  assertEquals([headers.get("X-Root"), headers.get("X-Admin")], ["1", "1"]);
});

Deno.test("a page may skip _app and the layouts", async () => {
  assertEquals(
    (await ask("/bare")).text,
    '<!DOCTYPE html><html><head><meta charset="utf-8"/></head>' +
      "<body><h1>bare</h1></body></html>",
  );
});

Deno.test("what surrounds fsRoutes() is not touched by it", async () => {
  const before = await ask("/before");
  assertEquals(before.headers.get("X-Root"), null);
  assert(!before.text.includes("<title>site"));
  // A route after fsRoutes() has all: _app, _middleware and the late use().
  const after = await ask("/after");
  assertEquals(after.headers.get("X-Root"), "1");
  assertEquals(after.headers.get("X-Late"), "1");
  assert(after.text.includes("<title>site"));
  assertEquals((await ask("/about")).headers.get("X-Late"), null);
});

Deno.test("_error answers what is thrown, outside of _middleware", async () => {
  const error = await ask("/fail");
  assertEquals([error.status, error.headers.get("X-Root")], [500, null]);
  assert(error.text.includes("<title>site"));
  assert(error.text.includes(
    '<div class="root"><p class="error">Error: failed</p></div>',
  ));
  const forbidden = await ask("/fail?status=403");
  assertEquals(forbidden.status, 403);
  assert(forbidden.text.includes('<p class="error">403</p>'));
});

Deno.test("the nearest _error answers, with or without its page", async () => {
  const own = await ask("/admin/fail");
  assertEquals([own.status, own.text], [503, "admin: Error: admin failed"]);
  assertEquals(own.headers.get("X-Root"), "1");
  assertEquals(own.headers.get("X-Admin"), null);
  const page = await ask("/admin/fail?page");
  assertEquals(page.status, 409);
  assert(page.text.includes(
    '<div class="admin"><p class="error">Error: admin failed</p></div>',
  ));
});

Deno.test("_404 answers for unknown paths and thrown 404s", async () => {
  for (const path of ["/no/such/page", "/fail?status=404"]) {
    const { status, text } = await ask(path);
    assertEquals(status, 404);
    const { pathname } = new URL(path, "http://localhost");
    assert(text.includes(`<p class="none">${pathname}</p>`), text);
  }
});

Deno.test("fsRoutes() takes a path to put the routes at", async () => {
  const { App } = await import("fresh");
  const moved = new App<{ trail: string[] }>().use((ctx) => {
    ctx.state.trail = [];
    return ctx.next();
  }).fsRoutes("/site");
  applySnapshot(moved);
  const ask = serve(moved);
  assert((await ask("/site/about")).text.includes("<h1>about</h1>"));
  assert((await ask("/site")).text.includes("<h1>index</h1>"));
  assertEquals((await ask("/about")).status, 404);
});
