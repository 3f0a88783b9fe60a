import type { RouteConfig } from "fresh";
import { define } from "../define.ts";

export const config: RouteConfig = { routeOverride: "/over/:a-:b" };

export const handler = define.handlers({
  GET: (ctx) => ctx.json({ ...ctx.params, route: ctx.route }),
});
