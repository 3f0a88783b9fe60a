import { define } from "../define.ts";

export const handler = define.middleware(async (ctx) => {
  ctx.state.trail.push("root");
  const response = await ctx.next();
  response.headers.set("X-Root", "1");
  return response;
});
