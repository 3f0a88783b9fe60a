import { page } from "fresh";
import { define } from "../define.ts";

export const handler = define.handlers({
  POST: async (ctx) => page({ name: await ctx.req.text() }, { status: 201 }),
  PUT: () => new Response("put"),
});

export default define.page<typeof handler>(({ data }) => (
  <h1>{data?.name ?? "form"}</h1>
));
