/**
 * The bodies that requests bring: a server that stops waits for them, and one
 * that nobody reads doesn't keep its connection open.
 *
 * @module
 */

/** How long a client has to read an early answer, in milliseconds. */
const LINGER = 2000;

/** What `Deno.serve()` and Fresh call a handler. */
export type Handler = (
  req: Request,
  info: Deno.ServeHandlerInfo,
) => Promise<Response>;

/**
 * Counts the requests under way that bring a body. Deno's `shutdown()` waits
 * for their answers, and yet ends their bodies at once
 * (https://github.com/denoland/deno/issues/36809), so it must come after them.
 *
 * What is answered before its body has come is let go of.
 *
 * @example A server that stops when it has been told all
 * ```ts
 * const drain = new Drain();
 * const handler = drain.around((req) => req.text().then(Response.json));
 * const options = { hostname: "127.0.0.1", port: 0, onListen() {} };
 * const server = Deno.serve(options, handler);
 * await drain.empty();
 * await server.shutdown();
 * ```
 */
export class Drain {
  #underWay = 0;
  #waiting: (() => void)[] = [];

  /** `handler`, with the requests that bring a body counted. */
  around(handler: Handler): Handler {
    return (req, info) => {
      if (req.method === "GET" || req.method === "HEAD") {
        return handler(req, info);
      }
      this.#underWay++;
      return handler(req, info).finally(() => {
        letGo(req);
        if (--this.#underWay === 0) this.#settle();
      });
    };
  }

  /** Settles when none is under way, at the latest after so many milliseconds. */
  empty(timeout = Infinity): Promise<void> {
    if (this.#underWay === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (timeout < Infinity) setTimeout(resolve, timeout);
    });
  }

  #settle(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/**
 * Closes the connection of a body that was answered before its end.
 *
 * Left alone, Deno reads on and drops what it reads, for as long as anything
 * comes. It doesn't while something else holds the body, and closes the connection
 * when that gives up. One thing keeps it open: a read that waits for a client that
 * sends nothing any more.
 */
function letGo({ body }: Request): void {
  if (body === null || body.locked) return;
  let reader;
  try {
    reader = body.getReader({ mode: "byob" });
  } catch {
    return; // what has come whole can't be read so
  }
  setTimeout(() => reader.cancel().catch(() => {}), LINGER);
}
