import { App, HttpError } from "fresh";
import { assertEquals, assertRejects } from "@std/assert";
import { serve, withoutLog } from "./serve.ts";

const say = (text: string) => () => new Response(text);

Deno.test("App answers by method and path", async () => {
  const ask = serve(
    new App()
      .get("/", say("get")).post("/", say("post")).put("/", say("put"))
      .patch("/", say("patch")).delete("/", say("delete"))
      .all("/all", (ctx) => new Response(ctx.req.method)),
  );
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
    assertEquals((await ask(`${method} /`)).text, method.toLowerCase());
    assertEquals((await ask(`${method} /all`)).text, method);
  }
});

Deno.test("App answers HEAD with GET's headers and no body", async () => {
  const ask = serve(
    new App()
      .get("/a", () => new Response("a", { headers: { "X-A": "1" } }))
      .head("/b", () => new Response(null, { headers: { "X-B": "1" } }))
      .get("/b", say("b")),
  );
  const a = await ask("HEAD /a");
  assertEquals([a.status, a.text, a.headers.get("X-A")], [200, "", "1"]);
  assertEquals((await ask("HEAD /b")).headers.get("X-B"), "1");
});

Deno.test("App refuses a method that a path lacks", async () => {
  const ask = serve(new App().get("/a", say("a")).post("/a", say("a")));
  const wrong = await ask("PUT /a");
  assertEquals([wrong.status, wrong.text], [405, "Method Not Allowed"]);
  assertEquals(wrong.headers.get("Allow"), null);
  const options = await ask("OPTIONS /a");
  assertEquals([options.status, options.text], [204, ""]);
  assertEquals(options.headers.get("Allow"), "GET, POST");
  assertEquals((await ask("/b")).status, 404);
  assertEquals((await ask("/b")).text, "Not Found");
  assertEquals((await ask("OPTIONS /b")).status, 404);
});

Deno.test("App matches parameters", async () => {
  const ask = serve(
    new App()
      .get("/a/:one/b/:two", (ctx) => ctx.json({ ...ctx.params }))
      .get("/rest/:path*", (ctx) => ctx.json({ ...ctx.params }))
      .get("/opt{/:id}?", (ctx) => ctx.json({ ...ctx.params })),
  );
  const params = async (path: string) => JSON.parse((await ask(path)).text);
  assertEquals(await params("/a/1/b/x%20y"), { one: "1", two: "x y" });
  assertEquals(await params("/a/%C3%A4/b/%2F"), { one: "ä", two: "%2F" });
  assertEquals(await params("/rest/x/y"), { path: "x/y" });
  assertEquals(await params("/rest"), { path: "" });
  assertEquals(await params("/opt/7"), { id: "7" });
  assertEquals(await params("/opt"), { id: "" });
  assertEquals((await ask("/a/1/b")).status, 404);
});

Deno.test("App rejects a parameter that is no UTF-8: guard the handler", async () => {
  const handler = new App().get("/:id", say("x")).handler();
  await assertRejects(
    () => handler(new Request("http://localhost/%FF")),
    URIError,
  );
});

Deno.test("App prefers a static path, then the first one", async () => {
  const ask = serve(
    new App().get("/:a", say("param")).get("/:b", say("second"))
      .get("/fixed", say("fixed")).get("/fixed", say("again")),
  );
  assertEquals((await ask("/fixed")).text, "fixed");
  assertEquals((await ask("/other")).text, "param");
});

Deno.test("App takes a pattern's methods for all: no later pattern is tried", async () => {
  const ask = serve(new App().get("/:a", say("a")).post("/:b", say("b")));
  assertEquals((await ask("POST /x")).status, 405);
});

Deno.test("App matches with and without a last slash", async () => {
  const ask = serve(new App().get("/a", say("a")).get("/b/", say("b")));
  for (const path of ["/a", "/a/"]) assertEquals((await ask(path)).text, "a");
  for (const path of ["/b", "/b/"]) assertEquals((await ask(path)).text, "b");
});

Deno.test("App collapses double slashes in ctx.url, not in ctx.req.url", async () => {
  const ask = serve(
    new App().get("/a/b", (ctx) => ctx.json([ctx.url.pathname, ctx.req.url])),
  );
  assertEquals(
    JSON.parse((await ask("//a///b?x=//")).text),
    ["/a/b", "http://localhost//a///b?x=//"],
  );
});

Deno.test("App.use() runs in order, around what comes after it", async () => {
  const seen: string[] = [];
  const ask = serve(
    new App()
      .use(async (ctx) => {
        seen.push("1 in");
        const response = await ctx.next();
        seen.push("1 out");
        return response;
      }, (ctx) => {
        seen.push("2");
        return ctx.next();
      })
      .get("/", say("a"))
      .use(() => new Response("late"))
      .get("/late", say("b")),
  );
  assertEquals((await ask("/")).text, "a");
  assertEquals(seen, ["1 in", "2", "1 out"]);
  assertEquals((await ask("/late")).text, "late");
});

Deno.test("App.use() matches whole segments of a path", async () => {
  const ask = serve(
    new App<{ admin?: boolean }>()
      .use("/admin", (ctx) => {
        ctx.state.admin = true;
        return ctx.next();
      })
      .get("/admin", (ctx) => ctx.json(ctx.state))
      .get("/admin/x", (ctx) => ctx.json(ctx.state))
      .get("/administer", (ctx) => ctx.json(ctx.state)),
  );
  assertEquals((await ask("/admin")).text, '{"admin":true}');
  assertEquals((await ask("/admin/x")).text, '{"admin":true}');
  assertEquals((await ask("/administer")).text, "{}");
});

Deno.test("App runs only root middleware for an unknown path", async () => {
  const seen: string[] = [];
  const note = (name: string) => (ctx: { next(): Promise<Response> }) => {
    seen.push(name);
    return ctx.next();
  };
  const ask = serve(
    new App().use(note("root")).use("/a", note("a")).get("/a/b", say("b")),
  );
  assertEquals((await ask("/a/unknown")).status, 404);
  assertEquals(seen, ["root"]);
});

Deno.test("App gives each request a state of its own", async () => {
  const ask = serve(
    new App<{ n?: number }>()
      .use((ctx) => {
        ctx.state.n = (ctx.state.n ?? 0) + 1;
        return ctx.next();
      })
      .get("/", (ctx) => ctx.json(ctx.state)),
  );
  assertEquals((await ask("/")).text, '{"n":1}');
  assertEquals((await ask("/")).text, '{"n":1}');
});

Deno.test("App.mountApp() puts an app below a path", async () => {
  const inner = new App<{ seen?: string }>()
    .use((ctx) => {
      ctx.state.seen = ctx.route ?? "";
      return ctx.next();
    })
    .get("/", (ctx) => ctx.json(ctx.state))
    .get("/b", (ctx) => ctx.json(ctx.state));
  const ask = serve(
    new App<{ seen?: string }>().mountApp("/a", inner)
      .get("/c", (ctx) => ctx.json(ctx.state)),
  );
  assertEquals((await ask("/a")).text, '{"seen":"/a"}');
  assertEquals((await ask("/a/b")).text, '{"seen":"/a/b"}');
  assertEquals((await ask("/c")).text, "{}");
});

Deno.test("App with a basePath answers below it only", async () => {
  const ask = serve(
    new App({ basePath: "/base" })
      .get("/", say("index")).get("/a", say("a"))
      .get("/config", (ctx) => ctx.text(ctx.config.basePath)),
  );
  assertEquals((await ask("/base")).text, "index");
  assertEquals((await ask("/base/a")).text, "a");
  assertEquals((await ask("/base/config")).text, "/base");
  assertEquals((await ask("/a")).status, 404);
});

Deno.test("App.route() takes a handler by method or for all", async () => {
  const ask = serve(
    new App()
      .route("/a", { handler: { POST: say("a") } })
      .route("/b", { handler: (ctx) => new Response(ctx.req.method) }),
  );
  assertEquals((await ask("POST /a")).text, "a");
  assertEquals((await ask("/a")).status, 405);
  assertEquals((await ask("PUT /b")).text, "PUT");
});

Deno.test("App can be extended", async () => {
  class Safe extends App<unknown> {
    override handler() {
      const inner = super.handler();
      const outer = new App<unknown>()
        .use(async (ctx) => {
          const response = await ctx.next();
          response.headers.set("X-Safe", "1");
          return response;
        })
        .use((ctx) => inner(ctx.req, ctx.info))
        .handler();
      return outer;
    }
  }
  const ask = serve(new Safe().get("/a", say("a")));
  assertEquals((await ask("/a")).headers.get("X-Safe"), "1");
  const missing = await ask("/b");
  assertEquals([missing.status, missing.headers.get("X-Safe")], [404, "1"]);
});

Deno.test("App answers 500 where a handler gives no response", async () => {
  const nothing = (() => undefined) as unknown as () => Response;
  const logged = await withoutLog(async () => {
    const ask = serve(new App().get("/", nothing));
    const answer = await ask("/");
    assertEquals([answer.status, answer.text], [500, "Internal server error"]);
  });
  assertEquals(logged.length, 1);
});

Deno.test("ctx.redirect() keeps a path on this server", async () => {
  const ask = serve(
    new App().get("/", (ctx) => {
      const { searchParams } = ctx.url;
      return ctx.redirect(searchParams.get("to")!);
    }).get("/303", (ctx) => ctx.redirect("/a", 303)),
  );
  const to = async (path: string) =>
    (await ask(`/?to=${encodeURIComponent(path)}`)).headers.get("Location");
  assertEquals((await ask("/?to=/a")).status, 302);
  assertEquals((await ask("/303")).status, 303);
  assertEquals(await to("/"), "/");
  assertEquals(await to("//evil.example"), "/evil.example");
  assertEquals(await to("///evil.example//a?b=//c"), "/evil.example/a?b=//c");
  assertEquals(await to("/a#//b"), "/a#//b");
  assertEquals(
    await to("https://other.example//a"),
    "https://other.example//a",
  );
});

Deno.test("ctx.redirect() gives headers that can be changed", async () => {
  const ask = serve(
    new App().use(async (ctx) => {
      const response = await ctx.next();
      response.headers.set("X-Late", "1");
      return response;
    }).get("/", (ctx) => ctx.redirect("/a")),
  );
  assertEquals((await ask("/")).headers.get("X-Late"), "1");
});

Deno.test("ctx.text(), html(), json() and stream() set body and type", async () => {
  const bytes = new TextEncoder().encode("c");
  const ask = serve(
    new App()
      .get("/text", (ctx) => ctx.text("a", { status: 201 }))
      .get("/html", (ctx) => ctx.html("<p>", { headers: { "X-A": "1" } }))
      .get("/json", (ctx) => ctx.json({ a: 1 }, { status: 202 }))
      .get("/stream", (ctx) =>
        ctx.stream<string | Uint8Array>(function* () {
          yield "a";
          yield "ä";
          yield bytes;
        })),
  );
  const text = await ask("/text");
  assertEquals([text.status, text.text], [201, "a"]);
  assertEquals(text.headers.get("Content-Type"), "text/plain;charset=UTF-8");
  const html = await ask("/html");
  assertEquals([html.text, html.headers.get("X-A")], ["<p>", "1"]);
  assertEquals(html.headers.get("Content-Type"), "text/html; charset=utf-8");
  const json = await ask("/json");
  assertEquals([json.status, json.text], [202, '{"a":1}']);
  assertEquals(json.headers.get("Content-Type"), "application/json");
  assertEquals((await ask("/stream")).text, "aäc");
});

Deno.test("ctx tells about the request", async () => {
  const app = new App().get("/a/:id", (ctx) =>
    ctx.json({
      data: ctx.data ?? null,
      error: ctx.error,
      isPartial: ctx.isPartial,
      mode: ctx.config.mode,
      port: (ctx.info.remoteAddr as Deno.NetAddr).port,
      route: ctx.route,
    }));
  const info = {
    remoteAddr: { transport: "tcp", hostname: "127.0.0.1", port: 7 },
    completed: Promise.resolve(),
  } as const;
  const request = new Request("http://localhost/a/1");
  const response = await app.handler()(request, info);
  assertEquals(await response.json(), {
    data: null,
    error: null,
    isPartial: false,
    mode: "production",
    port: 7,
    route: "/a/:id",
  });
});

Deno.test("HttpError has a status and a name", () => {
  const error = new HttpError(418, "no", { cause: "tea" });
  assertEquals(error instanceof Error, true);
  assertEquals(
    [error.status, error.message, error.cause, error.name],
    [418, "no", "tea", "HttpError"],
  );
});
