/**
 * Stopping a server without breaking off what its clients are sending.
 *
 * @module
 */

type Handler = (
  req: Request,
  info: Deno.ServeHandlerInfo,
) => Promise<Response>;

/**
 * Counts the requests under way that bring a body. Deno's `shutdown()` waits
 * for their answers, and yet ends their bodies at once
 * (https://github.com/denoland/deno/issues/36809), so it must come after them.
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
