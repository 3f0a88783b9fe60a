const LINGER = 2000; // milliseconds that a client has to read an early answer

export type Handler = (
  req: Request,
  info: Deno.ServeHandlerInfo,
) => Promise<Response>;

/**
 * Counts the requests under way that bring a body, for a server that stops:
 * Deno's `shutdown()` waits for their answers, and yet ends their bodies at once
 * (https://github.com/denoland/deno/issues/36809).
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
        if (--this.#underWay > 0) return;
        for (const resolve of this.#waiting.splice(0)) resolve();
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
}

/**
 * Closes the connection of a body that was answered before its end. Left alone,
 * Deno would read on, and drop what it reads, for as long as anything comes.
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
