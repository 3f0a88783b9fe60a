import { App, HttpError, page } from "fresh";
import { assert, assertEquals } from "@std/assert";
import { serve, withoutLog } from "./serve.ts";

const fail = (error: unknown) => (): Response => {
  throw error;
};

Deno.test("an HttpError answers with its status", async () => {
  const ask = serve(
    new App().get("/a", fail(new HttpError(418)))
      .get("/b", fail(new HttpError(403, "No entry"))),
  );
  const logged = await withoutLog(async () => {
    const [a, b] = [await ask("/a"), await ask("/b")];
    assertEquals([a.status, a.text], [418, "I'm a teapot"]);
    assertEquals([b.status, b.text], [403, "No entry"]);
  });
  assertEquals(logged, []);
});

Deno.test("any other error answers 500 and is logged", async () => {
  const errors = [new Error("a secret"), new HttpError(503), "text"];
  const ask = serve(
    new App().get("/0", fail(errors[0])).get("/1", fail(errors[1]))
      .get("/2", fail(errors[2])),
  );
  const logged = await withoutLog(async () => {
    const zero = await ask("/0");
    assertEquals([zero.status, zero.text], [500, "Internal server error"]);
    const one = await ask("/1");
    assertEquals([one.status, one.text], [503, "Service Unavailable"]);
    assertEquals((await ask("/2")).status, 500);
  });
  assertEquals(logged, errors);
});

Deno.test("onError() takes the status of the error, and nothing is logged", async () => {
  const app = new App()
    .onError("*", {
      component: ({ error }) => <p>{(error as Error).message}</p>,
    })
    .get("/a", fail(new HttpError(404, "gone")))
    .get("/b", fail(new Error("oops")));
  const ask = serve(app);
  const logged = await withoutLog(async () => {
    const [a, b] = [await ask("/a"), await ask("/b")];
    assertEquals(a.status, 404);
    assert(a.text.includes("<p>gone</p>"));
    assertEquals(b.status, 500);
    assert(b.text.includes("<p>oops</p>"));
  });
  assertEquals(logged, []);
});

Deno.test("onError() answers where a page fails to render", async () => {
  const Broken = (): null => {
    throw new Error("broken");
  };
  const ask = serve(
    new App()
      .onError("*", { component: ({ error }) => <p>{String(error)}</p> })
      .get("/", (ctx) => ctx.render(<Broken />)),
  );
  for (let i = 0; i < 2; i++) {
    const { status, text } = await ask("/");
    assertEquals(status, 500);
    assert(text.includes("<body><p>Error: broken</p></body>"));
  }
});

Deno.test("onError() may set a status, or answer itself", async () => {
  const ask = serve(
    new App()
      .onError("/page", {
        handler: () => page("x", { status: 409 }),
        component: ({ data }) => <p>{String(data)}</p>,
      })
      .onError("/own", (ctx) => ctx.text(String(ctx.error), { status: 400 }))
      .get("/page", fail("a")).get("/own", fail("b")),
  );
  const a = await ask("/page");
  assertEquals(a.status, 409);
  assert(a.text.includes("<p>x</p>"));
  const own = await ask("/own");
  assertEquals([own.status, own.text], [400, "b"]);
});

Deno.test("the nearest onError() answers; its own error goes up", async () => {
  const ask = serve(
    new App()
      .onError("*", (ctx) => ctx.text(`root: ${ctx.error}`))
      .onError("/a", (ctx) => ctx.text(`a: ${ctx.error}`))
      .onError("/b", fail("worse"))
      .get("/a/x", fail("x")).get("/b/x", fail("x")).get("/c", fail("x")),
  );
  assertEquals((await ask("/a/x")).text, "a: x");
  assertEquals((await ask("/b/x")).text, "root: worse");
  assertEquals((await ask("/c")).text, "root: x");
});

Deno.test("an error page is outside of its own segment's middleware", async () => {
  const header =
    (name: string) => async (ctx: { next(): Promise<Response> }) => {
      const response = await ctx.next();
      response.headers.set(name, "1");
      return response;
    };
  const ask = serve(
    new App()
      .use(header("X-Root"))
      .use("/a", header("X-A"))
      .onError("*", (ctx) => ctx.text("root", { status: 500 }))
      .onError("/a/b", (ctx) => ctx.text("b", { status: 500 }))
      .get("/a/b/c", fail("x"))
      .get("/a/d", fail("x"))
      .notFound(() => new Response("nothing", { status: 404 })),
  );
  const headers = async (path: string) => {
    const { headers } = await ask(path);
    return [headers.has("X-Root"), headers.has("X-A")];
  };
  assertEquals(await headers("/a/b/c"), [true, true]);
  assertEquals(await headers("/a/d"), [false, false]);
  assertEquals(await headers("/unknown"), [false, false]);
});

Deno.test("middleware can catch what a handler throws", async () => {
  const ask = serve(
    new App()
      .use(async (ctx) => {
        try {
          return await ctx.next();
        } catch (error) {
          return ctx.text(`caught ${error}`);
        }
      })
      .get("/", fail("it")),
  );
  assertEquals((await ask("/")).text, "caught it");
  assertEquals((await ask("/unknown")).text, "caught HttpError");
});

Deno.test("notFound() answers for unknown paths and thrown 404s", async () => {
  const ask = serve(
    new App()
      .get("/a", fail(new HttpError(404)))
      .post("/b", () => new Response())
      .notFound((ctx) => ctx.text(`no ${ctx.url.pathname}`, { status: 404 })),
  );
  const unknown = await ask("/x");
  assertEquals([unknown.status, unknown.text], [404, "no /x"]);
  assertEquals((await ask("/a")).text, "no /a");
  assertEquals((await ask("/b")).status, 405);
});

Deno.test("notFound() with a component only answers 200", async () => {
  const ask = serve(new App().notFound({ component: () => <p>none</p> }));
  assertEquals((await ask("/x")).status, 200);
});
