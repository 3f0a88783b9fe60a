/**
 * Lets a page in development know when the server was restarted.
 *
 * @module
 */
import type { Middleware } from "./types.ts";

/** Tells each page on a WebSocket which start of the server it talks to. */
export function reload<State>(): Middleware<State> {
  const revision = Date.now();
  return (ctx) => {
    if (ctx.url.pathname !== "/_frsh/alive") return ctx.next();
    if (ctx.req.headers.get("upgrade") !== "websocket") {
      return new Response(null, { status: 501 });
    }
    const { response, socket } = Deno.upgradeWebSocket(ctx.req);
    socket.onopen = () =>
      socket.send(JSON.stringify({ type: "initial-state", revision }));
    return response;
  };
}
