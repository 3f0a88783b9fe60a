import { App, csp, page, type PageProps } from "fresh";
import { asset, assetSrcSet, Head, IS_BROWSER } from "fresh/runtime";
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { ComponentChildren, FunctionComponent } from "preact";
import { serve } from "./serve.ts";

/** The HTML of a page that is `Page`. */
async function htmlOf(Page: FunctionComponent, path = "/"): Promise<string> {
  const app = new App().get("*", (ctx) => ctx.render(<Page />));
  return (await serve(app)(path)).text;
}

/** What is in the body of a page that is `Page`. */
async function bodyOf(Page: FunctionComponent, path = "/"): Promise<string> {
  return /<body>(.*)<\/body>/.exec(await htmlOf(Page, path))![1];
}

Deno.test("ctx.render() makes a whole document", async () => {
  const app = new App().get("/", (ctx) => ctx.render(<h1>{"<&"}</h1>));
  const answer = await serve(app)("/");
  assertEquals(answer.status, 200);
  assertEquals(answer.headers.get("Content-Type"), "text/html; charset=utf-8");
  assertEquals(answer.headers.get("Link"), null);
  assertEquals(
    answer.text,
    '<!DOCTYPE html><html><head><meta charset="utf-8"/></head>' +
      "<body><h1>&lt;&amp;</h1></body></html>",
  );
});

Deno.test("ctx.render() needs no build, in either mode", async () => {
  for (const mode of ["development", "production"] as const) {
    const app = new App({ mode }).get("/", (ctx) => ctx.render(<p />));
    const { text } = await serve(app)("/");
    assert(text.endsWith("<body><p></p></body></html>"));
  }
});

Deno.test("ctx.render() takes status and headers", async () => {
  const app = new App().get("/", (ctx) =>
    ctx.render(<p />, {
      status: 418,
      headers: { "X-A": "1", "Content-Type": "text/plain" },
    }));
  const answer = await serve(app)("/");
  assertEquals([answer.status, answer.headers.get("X-A")], [418, "1"]);
  assertEquals(answer.headers.get("Content-Type"), "text/html; charset=utf-8");
});

Deno.test("ctx.render() leaves a document of the page's own as it is", async () => {
  const text = await htmlOf(() => (
    <html lang="en">
      <head>
        <title>a</title>
      </head>
      <body class="b">c</body>
    </html>
  ));
  assertEquals(
    text,
    '<!DOCTYPE html><html lang="en"><head><title>a</title></head>' +
      '<body class="b">c</body></html>',
  );
});

Deno.test("layouts and the app wrapper stand around a page", async () => {
  const around = (name: string) => ({ Component }: PageProps) => (
    <div class={name}>
      <Component />
    </div>
  );
  const app = new App()
    .appWrapper(({ Component, url }) => (
      <html data-path={url.pathname}>
        <body>
          <Component />
        </body>
      </html>
    ))
    .layout("*", around("root"))
    .layout("/a", around("a"))
    .layout("/a/b", around("b"), { skipInheritedLayouts: true })
    .layout("/a/c", around("c"), { skipAppWrapper: true })
    .get("/a", (ctx) => ctx.render(<i />))
    .get("/a/b", (ctx) => ctx.render(<i />))
    .get("/a/c", (ctx) => ctx.render(<i />))
    .get("/x", (ctx) => ctx.render(<i />, {}, { skipInheritedLayouts: true }))
    .get("/y", (ctx) => ctx.render(<i />, {}, { skipAppWrapper: true }));
  const ask = serve(app);
  const skeleton = async (path: string) =>
    (await ask(path)).text.replace("<!DOCTYPE html>", "")
      .replace(/<head>.*<\/head>/, "").replace(/<\/.*/, "")
      .replaceAll(/ data-path="[^"]*"/g, "!");
  const [root, a] = ['<div class="root">', '<div class="a">'];
  assertEquals(await skeleton("/a"), `<html!><body>${root}${a}<i>`);
  assertEquals(await skeleton("/a/b"), '<html!><body><div class="b"><i>');
  assertEquals(
    await skeleton("/a/c"),
    `<html><body>${root}${a}<div class="c"><i>`,
  );
  assertEquals(await skeleton("/x"), "<html!><body><i>");
  assertEquals(await skeleton("/y"), `<html><body>${root}<i>`);
});

Deno.test("what comes before appWrapper() and layout() does without them", async () => {
  const app = new App()
    .get("/before", (ctx) => ctx.render(<i />))
    .appWrapper(({ Component }) => (
      <main>
        <Component />
      </main>
    ))
    .get("/after", (ctx) => ctx.render(<i />));
  const ask = serve(app);
  assert(!(await ask("/before")).text.includes("<main>"));
  assert((await ask("/after")).text.includes("<main><i></i></main>"));
});

Deno.test("route() renders what the handler's page() hands over", async () => {
  const seen: Record<string, unknown> = {};
  const app = new App<{ n: number }>()
    .use((ctx) => {
      ctx.state.n = 1;
      return ctx.next();
    })
    .route("/a/:id", {
      handler: {
        GET: () => page("data", { status: 201, headers: { "X-A": "1" } }),
        POST: (ctx) => ctx.text("response"),
      },
      component: (props) => {
        Object.assign(seen, props);
        return <p>{String(props.data)}</p>;
      },
    });
  const ask = serve(app);
  const answer = await ask("/a/7?q");
  assertEquals([answer.status, answer.headers.get("X-A")], [201, "1"]);
  assert(answer.text.includes("<p>data</p>"));
  assertEquals(seen.state, { n: 1 });
  assertEquals({ ...seen.params as object }, { id: "7" });
  assertEquals((seen.url as URL).search, "?q");
  assertEquals((seen.req as Request).method, "GET");
  assertEquals([seen.route, seen.error, seen.isPartial], [
    "/a/:id",
    null,
    false,
  ]);
  assertEquals(typeof seen.Component, "function");
  assertEquals(
    Object.keys(seen).sort().join(),
    "Component,config,data,error,info,isPartial,params,req,route,state,url",
  );
  assertEquals((await ask("POST /a/7")).text, "response");
});

Deno.test("page() keeps one Set-Cookie only: append them to a Response", async () => {
  const headers = new Headers();
  headers.append("Set-Cookie", "a=1");
  headers.append("Set-Cookie", "b=2");
  const app = new App()
    .route("/page", {
      handler: () => page(null, { headers }),
      component: () => <p />,
    })
    .get("/render", (ctx) => ctx.render(<p />, { headers }));
  const ask = serve(app);
  assertEquals((await ask("/page")).headers.getSetCookie(), ["b=2"]);
  assertEquals((await ask("/render")).headers.getSetCookie(), ["a=1", "b=2"]);
});

Deno.test("components may be async, and may answer themselves", async () => {
  const app = new App()
    .appWrapper(async ({ Component }) => {
      await Promise.resolve();
      return <main>{<Component />}</main>;
    })
    .layout("*", async ({ Component }) => {
      await Promise.resolve();
      return <div>{<Component />}</div>;
    })
    .route("/a", {
      component: async () => {
        await Promise.resolve();
        return <i />;
      },
    })
    .route("/b", {
      // deno-lint-ignore require-await
      component: async () => new Response("own"),
    });
  const ask = serve(app);
  assert((await ask("/a")).text.includes("<main><div><i></i></div></main>"));
  assertEquals((await ask("/b")).text, "own");
});

Deno.test("a link to the page or above gets aria-current", async () => {
  const Links = () => (
    <nav>
      <a href="/a/b">1</a>
      <a href="/a">2</a>
      <a href="/">3</a>
      <a href="/a/b/c">4</a>
      <a href="/a/b?x=1">5</a>
      <a href="/a/b?x=2">6</a>
      <a href="/a/b#c">7</a>
      <a href="https://a.example/a/b">8</a>
      <a href="/a/b" aria-current="step">9</a>
      <a href="/a/">0</a>
    </nav>
  );
  const text = await bodyOf(Links, "/a/b?x=1");
  const current = [...text.matchAll(/<a ([^>]*)>(\d)/g)].map(([, attrs, n]) =>
    `${n} ${/aria-current="(\w+)"/.exec(attrs)?.[1]}`
  );
  assertEquals(current, [
    "1 page",
    "2 true",
    "3 true",
    "4 undefined",
    "5 page",
    "6 true",
    "7 page",
    "8 undefined",
    "9 step",
    "0 true",
  ]);
  assert(text.includes('data-current="true"'));
  assert(text.includes('data-ancestor="true"'));
  assertMatch(await bodyOf(Links, "/"), /href="\/" [^>]*aria-current="page"/);
});

Deno.test("a link that is made before rendering gets no aria-current", async () => {
  const early = <a href="/">early</a>;
  const app = new App()
    .get("/", (ctx) => ctx.render(early))
    .route("/async", {
      // deno-lint-ignore require-await
      component: async () => <a href="/async">async</a>,
    });
  const ask = serve(app);
  assert((await ask("/")).text.includes('<a href="/">early</a>'));
  assert((await ask("/async")).text.includes('<a href="/async">async</a>'));
});

Deno.test("asset() puts the build id into paths of this server", () => {
  const [, id] = /^\/a\.png\?__frsh_c=(\w+)$/.exec(asset("/a.png"))!;
  assertEquals(asset("/a.css?b=1#c"), `/a.css?b=1&__frsh_c=${id}#c`);
  assertEquals(asset(asset("/a.png")), asset("/a.png"));
  for (const path of ["a.png", "//a.example/b", "https://a.example/b"]) {
    assertEquals(asset(path), path);
  }
  assertEquals(
    assetSrcSet("/a.png 1x, /b.png 2x,c.png"),
    `${asset("/a.png")} 1x, ${asset("/b.png")} 2x,c.png`,
  );
  assertEquals(assetSrcSet("/a(.png 1x"), "/a(.png 1x");
  assertEquals(IS_BROWSER, false);
});

Deno.test("images get the build id, unless they are not to", async () => {
  const text = await bodyOf(() => (
    <picture>
      <source srcset="/b.png 2x" />
      <img src="/a.png" />
      <img src="/c.png" data-fresh-disable-lock />
    </picture>
  ));
  assert(text.includes(`src="${asset("/a.png")}"`));
  assert(text.includes(`srcset="${asset("/b.png")} 2x"`));
  assert(text.includes('src="/c.png"'));
});

Deno.test("Head merges into the head; a later one replaces its like", async () => {
  const Wrapper = ({ Component }: PageProps) => (
    <html>
      <head>
        <title>app</title>
        <meta name="description" content="app" />
        <link rel="icon" href="/app.ico" />
        <link key="k" rel="preload" href="/app" />
        <meta name="other" content="kept" />
        <Head>
          <meta name="from" content="app" />
        </Head>
      </head>
      <body>
        <Component />
      </body>
    </html>
  );
  const Title = (props: { children: ComponentChildren }) => (
    <Head>
      <title>{props.children}</title>
    </Head>
  );
  const Page = () => (
    <main>
      <Title>first</Title>
      <Title>page</Title>
      <Head>
        <meta name="description" content="page" />
        <link rel="icon" href="/page.ico" />
        <link key="k" rel="prefetch" href="/page" />
        <style>{"p{}"}</style>
        <meta property="og:title" content="new" />
      </Head>
    </main>
  );
  const app = new App().appWrapper(Wrapper)
    .get("/", (ctx) => ctx.render(<Page />));
  const { text } = await serve(app)("/");
  const [, head, body] = /<head>(.*)<\/head>(.*)/.exec(text)!;
  assertEquals(body, "<body><main></main></body></html>");
  assertEquals([...head.matchAll(/<title>[^<]*/g)].join(), "<title>page");
  for (
    const part of [
      '<meta name="description" content="page"/>',
      '<link rel="icon" href="/page.ico"/>',
      'href="/page"',
      '<meta name="other" content="kept"/>',
      '<meta name="from" content="app"/>',
      '<meta property="og:title" content="new"/>',
      ">p{}</style>",
    ]
  ) assert(head.includes(part), `${part} is not in ${head}`);
  for (const gone of ["/app.ico", 'href="/app"', 'content="app"/><link']) {
    assert(!head.includes(gone), `${gone} is in ${head}`);
  }
});

Deno.test("Head works where the page has no head of its own", async () => {
  const text = await htmlOf(() => (
    <p>
      <Head>
        <title>a</title>
      </Head>
    </p>
  ));
  assertMatch(text, /<head><meta charset="utf-8"\/><title>a<\/title><\/head>/);
  assert(text.includes("<body><p></p></body>"));
});

Deno.test("inline scripts and styles get the nonce that csp() sends", async () => {
  const Page = () => (
    <div>
      <script>a()</script>
      <style>{"p{}"}</style>
      <script nonce="own">b()</script>
    </div>
  );
  const app = new App().use(csp({ useNonce: true }))
    .get("/", (ctx) => ctx.render(<Page />))
    .get("/text", (ctx) => ctx.text("a"));
  const ask = serve(app);
  const one = await ask("/");
  const [, nonce] = /<script nonce="(\w+)">a/.exec(one.text)!;
  assert(one.text.includes(`<style nonce="${nonce}">`));
  assert(one.text.includes('<script nonce="own">b'));
  const policy = one.headers.get("Content-Security-Policy")!;
  assert(policy.includes(`script-src 'self' 'nonce-${nonce}';`));
  assert(policy.includes(`style-src 'self' 'nonce-${nonce}';`));
  assert(!policy.includes("unsafe-inline"));
  const two = await ask("/");
  assert(!two.text.includes(nonce));
  const text = await ask("/text");
  const plain = text.headers.get("Content-Security-Policy")!;
  assert(plain.includes("script-src 'self' 'unsafe-inline';"));
});

Deno.test("the nonce reaches csp() of another app around this one", async () => {
  const inner = new App().get("/", (ctx) => ctx.render(<style>{"p{}"}</style>))
    .handler();
  const outer = new App()
    .use(csp({ useNonce: true }))
    .use((ctx) => inner(ctx.req, ctx.info));
  const answer = await serve(outer)("/");
  const [, nonce] = /<style nonce="(\w+)">/.exec(answer.text)!;
  const policy = answer.headers.get("Content-Security-Policy")!;
  assert(policy.includes(`'nonce-${nonce}'`));
});

Deno.test("elements that are made once can be rendered often", async () => {
  const hoisted = (
    <div>
      <style>{"p{}"}</style>
      <title>t</title>
    </div>
  );
  const ask = serve(new App().get("/", (ctx) => ctx.render(hoisted)));
  const nonces = new Set<string>();
  for (let i = 0; i < 3; i++) {
    const { text } = await ask("/");
    nonces.add(/<style nonce="(\w+)">p{}<\/style><title>t</.exec(text)![1]);
  }
  assertEquals(nonces.size, 3);
});

Deno.test("ctx.render() refuses what is no element", async () => {
  const app = new App().onError("*", (ctx) => ctx.text(String(ctx.error)))
    .get("/", (ctx) => ctx.render("text" as unknown as null));
  assertMatch((await serve(app)("/")).text, /Error: /);
});
