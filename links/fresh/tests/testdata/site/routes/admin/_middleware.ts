import { define } from "../../define.ts";

export default define.middleware([
  (ctx) => {
    ctx.state.trail.push("admin1");
    return ctx.next();
  },
  async (ctx) => {
    ctx.state.trail.push("admin2");
    const response = await ctx.next();
    response.headers.set("X-Admin", "1");
    return response;
  },
]);
