import {
  App,
  type Context,
  createDefine,
  type FreshContext,
  HttpError,
  type Middleware,
  page,
  type PageProps,
  type RouteHandler,
} from "fresh";
import { assertEquals } from "@std/assert";

interface State {
  user: string;
}
const define = createDefine<State>();

/** Compiles only if `A` and `B` are the same type. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends
  (<T>() => T extends B ? 1 : 2) ? true : never;
const same = <_T extends true>() => {};

Deno.test("define.page() has the data of the handlers", () => {
  const handler = define.handlers({
    GET: (ctx) => page({ user: ctx.state.user }),
    POST: async (ctx) =>
      (await ctx.req.text())
        ? page({ user: "posted" }, { status: 201 })
        : new Response(null),
  });
  const Page = define.page<typeof handler>(({ data, state, url }) => {
    same<Same<typeof data, { user: string }>>();
    same<Same<typeof state, State>>();
    same<Same<typeof url, URL>>();
    return <p>{data.user}</p>;
  });
  const one = define.handlers((ctx) => page(ctx.url.pathname.length));
  define.page<typeof one>(({ data }) => <p>{data.toFixed()}</p>);
  define.page((props) => {
    // @ts-expect-error There is no handler, so there is no data.
    props.data.user;
    return <props.Component />;
  });
  define.layout(({ Component, data }) => {
    same<Same<typeof data, unknown>>();
    return <Component />;
  });
  assertEquals(typeof Page, "function");
  assertEquals(Object.keys(handler), ["GET", "POST"]);
});

Deno.test("define.middleware() knows the state", () => {
  const one = define.middleware((ctx) => {
    same<Same<typeof ctx.state, State>>();
    // @ts-expect-error The state has no such property.
    ctx.state.other;
    return ctx.next();
  });
  const many = define.middleware([one, (ctx) => ctx.next()]);
  const app: App<State> = new App<State>().use(one).use(...many);
  assertEquals(many.length, 2);
  assertEquals(typeof app.handler, "function");
});

Deno.test("types refuse what the package would", () => {
  const wrong = () => {
    // @ts-expect-error 200 is no error.
    new HttpError(200);
    // @ts-expect-error A status that is computed must be narrowed first.
    new HttpError(Number("404"));
    // @ts-expect-error A handler answers with a response.
    new App().get("/", () => "text");
    // @ts-expect-error Data that a page lacks.
    define.handlers<{ slug: string }>({ GET: () => page({}) });
  };
  assertEquals(typeof wrong, "function");
});

Deno.test("types go together", () => {
  const middleware: Middleware<State> = (ctx: FreshContext<State>) =>
    ctx.next();
  const handler: RouteHandler<number, State> = { GET: () => page(1) };
  const Component = (props: PageProps<number, State>) => <p>{props.data}</p>;
  define.page<typeof handler>(Component);
  same<Same<PageProps<number, State>["params"], Record<string, string>>>();
  same<Same<Context<State>["route"], string | null>>();
  same<Same<ReturnType<App<State>["handler"]>, Handler>>();
  assertEquals(typeof middleware, "function");
});

type Handler = (
  request: Request,
  info?: Deno.ServeHandlerInfo,
) => Promise<Response>;
