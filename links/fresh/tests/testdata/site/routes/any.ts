import { define } from "../define.ts";

// Both names work: "handlers" is the older one.
// deno-lint-ignore fresh-handler-export
export const handlers = define.handlers((ctx) =>
  new Response(`${ctx.req.method} ${ctx.route}`)
);
