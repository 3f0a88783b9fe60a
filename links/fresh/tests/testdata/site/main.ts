import { App, staticFiles } from "fresh";

export const app = new App<{ trail: string[] }>()
  .use((ctx) => {
    ctx.state.trail = [];
    return ctx.next();
  })
  .use(staticFiles())
  .get("/args", (ctx) => ctx.json(Deno.args))
  .get("/before", (ctx) => ctx.render(null))
  .fsRoutes()
  .use(async (ctx) => {
    const response = await ctx.next();
    response.headers.set("X-Late", "1");
    return response;
  })
  .get("/after", (ctx) => ctx.render(null));
