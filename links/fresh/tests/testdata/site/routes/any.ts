import { define } from "../define.ts";

export const handlers = define.handlers((ctx) =>
  new Response(`${ctx.req.method} ${ctx.route}`)
);
