/**
 * Whose page sent a request? A cookie travels by itself, also when another
 * site's page sends it; on the rungs with cookies every POST is checked.
 *
 * @module
 */
import { csrf, type Middleware } from "fresh";
import type { State } from "../state.ts";

/** Refuses a POST that a page of another origin has sent, with 403. */
export const sameOrigin: Middleware<State>[] = [csrf(), (ctx) => {
  if (ctx.req.method === "POST") {
    ctx.state.step("no page of another site sent it");
  }
  return ctx.next();
}];
