import { setTimeout as pause } from "node:timers/promises";
import { UsageError } from "../config.ts";
import { Drain, type Handler } from "./drain.ts";

type Server = Deno.HttpServer<Deno.Addr>;

// In milliseconds:
const PAUSE = 100; // until a port is listened on again
const MAX_IDLE = 5000; // of connections, when no more can be accepted
const QUIET = 60_000; // after which a trouble is logged as a new one

/**
 * Serves until SIGINT or SIGTERM has come and what is under way is answered.
 *
 * @param grace How many milliseconds a stopping server waits for bodies that are
 * on their way, and for all that is under way, bodies included.
 * @throws {UsageError} It can't listen there.
 */
export async function serve(
  handler: Handler,
  { host, port }: { host: string; port: number },
  grace: { bodies: number; total: number },
): Promise<void> {
  const drain = new Drain();
  const stop = Promise.withResolvers<void>();
  const late = Promise.withResolvers<void>();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, async () => {
      setTimeout(late.resolve, grace.total);
      await drain.empty(grace.bodies);
      stop.resolve();
    });
  }
  const served = keepServing(drain.around(handler), host, port, stop.promise);
  await Promise.race([served, late.promise]);
}

/**
 * Serves until `stop` settles and what is under way is answered.
 *
 * A Deno server that has no file descriptor left for a connection accepts no
 * more, and its `finished` rejects
 * (https://github.com/denoland/deno/issues/10148). So a new server takes over the
 * port, and soon the old one closes those of its connections that are idle, which
 * frees their descriptors. Until then an idle connection stays open: Deno sets no
 * limit (https://github.com/denoland/deno/issues/32497).
 */
async function keepServing(
  handler: Handler,
  host: string,
  port: number,
  stop: Promise<void>,
): Promise<void> {
  let server = listen(handler, host, port);
  const { addr } = server;
  const name = host.includes(":") ? `[${host}]` : host; // as it was typed
  const url = addr.transport === "tcp"
    ? `http://${name}:${addr.port}/`
    : Deno.inspect(addr);
  console.log(`Auth Ladder: ${url}`);
  const servers = new Set([server]);
  const shutDown = async (server: Server) => {
    await server.shutdown();
    servers.delete(server);
  };
  let isStopping = false;
  const stopped = stop.then(() => {
    isStopping = true;
    return Promise.all([...servers].map(shutDown));
  });
  let lastTrouble = -Infinity;
  for (;;) {
    try {
      await server.finished;
      await stopped;
      return;
    } catch (error) {
      if (addr.transport !== "tcp") throw error;
      const now = Date.now();
      if (now - lastTrouble > QUIET) {
        const time = new Date(now).toISOString();
        console.warn(
          `${time} Connections can't be accepted, idle ones will be closed: ${error}`,
        );
      }
      lastTrouble = now;
      setTimeout(shutDown, MAX_IDLE, server);
      server = await listenAgain(handler, host, addr.port);
      servers.add(server);
      if (isStopping) shutDown(server);
    }
  }
}

function listen(handler: Handler, hostname: string, port: number): Server {
  try {
    return Deno.serve({ hostname, port, onListen() {} }, handler);
  } catch (cause) {
    throw new UsageError(
      cause instanceof Deno.errors.AddrInUse
        ? `Port ${port} is in use. Type another one, as in --port=8001.`
        : `Cannot listen on ${hostname}, port ${port}. Type another --host or --port.`,
      { cause },
    );
  }
}

/** Listens when there is a file descriptor for it. */
async function listenAgain(
  handler: Handler,
  host: string,
  port: number,
): Promise<Server> {
  for (;;) {
    await pause(PAUSE);
    try {
      return listen(handler, host, port);
    } catch (error) {
      const { cause } = error as UsageError;
      if ((cause as { code?: string }).code !== "EMFILE") throw error;
    }
  }
}
