/**
 * A small libSQL server for tests: libSQL's HTTP protocol (Hrana over HTTP,
 * versions 2 and 3, JSON) on loopback, over a libSQL file. It can be told to be
 * slow, to fail and to drop connections.
 *
 * It leaves out what the client never asks for: cursors, Protobuf, WebSockets.
 *
 * @module
 */
import { ProtocolError } from "./hrana_sql.ts";
import { createFile, Stream, type StreamRequest } from "./hrana_stream.ts";

/** What goes wrong with one request. */
export interface Fault {
  /** The request waits until this resolves, and goes on from there. */
  after?: Promise<unknown>;
  /** Answers with this HTTP status and runs nothing. */
  status?: number;
  /** Answers each part of the request with this error code and runs nothing. */
  code?: string;
  /**
   * Cuts the connection: before anything has run, in the middle of a batch
   * (which is then undone), or after everything has run.
   */
  drop?: "before" | "midway" | "after";
}

/** A running server. */
export interface HranaServer {
  /** What to give to the client: `http://127.0.0.1:PORT`. */
  url: string;
  /** Asked for each request, with its SQL texts; undefined: all is well. */
  fault: ((sql: string[]) => Fault | undefined) | undefined;
  /** How many pipeline requests have come in. */
  requests: number;
  /** Ends every stream that waits for its next request, as 10 s of quiet do. */
  expireStreams(): void;
  /** Stops at once: open requests are cut off, open transactions undone. */
  close(): Promise<void>;
}

/** How long a stream without a request lives, in milliseconds. */
const STREAM_LIFETIME = 10_000;

/**
 * Starts a server over a libSQL file, which is made if it isn't there.
 *
 * @example Use it from the libSQL client
 * ```ts ignore
 * const server = startHranaServer({ file: "test.db" });
 * const database = await openDatabase(server.url);
 * server.fault = () => ({ status: 502 });
 * ```
 */
export function startHranaServer(
  options: { file: string; authToken?: string; port?: number },
): HranaServer {
  const { file, authToken, port = 0 } = options;
  /** Streams between two requests, by the baton that the next one must show. */
  const streams = new Map<
    string,
    { stream: Stream; timer: ReturnType<typeof setTimeout> }
  >();
  const expired = new Set<string>();
  const running = new Set<Stream>();
  const aborter = new AbortController();

  createFile(file);

  function expire(baton: string) {
    const { stream, timer } = streams.get(baton)!;
    clearTimeout(timer);
    stream.close();
    streams.delete(baton);
    expired.add(baton);
  }

  function take(baton: string | null | undefined): Stream {
    if (baton == null) return new Stream(file);
    const waiting = streams.get(baton);
    if (waiting === undefined) throw new ProtocolError("Invalid baton");
    clearTimeout(waiting.timer);
    streams.delete(baton);
    return waiting.stream;
  }

  function park(stream: Stream): string {
    const baton = crypto.getRandomValues(new Uint8Array(24)).toBase64();
    const timer = setTimeout(() => expire(baton), STREAM_LIFETIME);
    streams.set(baton, { stream, timer });
    return baton;
  }

  async function pipeline(
    body: Pipeline,
    version: number,
    drop: Fault["drop"],
  ): Promise<Response> {
    if (expired.has(body.baton!)) {
      const message = "The stream has expired due to inactivity";
      return Response.json({ message, code: "STREAM_EXPIRED" }, {
        status: 400,
      });
    }
    const stream = take(body.baton);
    running.add(stream);
    try {
      const results = [];
      for (const request of body.requests) {
        results.push(await stream.run(request, version, drop === "midway"));
      }
      if (drop !== undefined) throw new Dropped();
      const baton = stream.closed ? null : park(stream);
      return Response.json({ baton, base_url: null, results });
    } catch (error) {
      stream.close();
      throw error;
    } finally {
      running.delete(stream);
    }
  }

  async function respond(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const [, version, endpoint] = /^\/v([23])(\/pipeline)?$/.exec(pathname) ??
      [];
    if (!version) return new Response("Not found", { status: 404 });
    if (!endpoint) return new Response("Hrana over HTTP");
    const text = await request.text();
    server.requests++;
    const fault = server.fault?.(sqlTexts(text)) ?? {};
    await fault.after;
    if (fault.drop === "before") throw new Dropped();
    if (fault.status) return new Response(null, { status: fault.status });
    const authorization = request.headers.get("authorization");
    if (authToken !== undefined && authorization !== `Bearer ${authToken}`) {
      return Response.json({ error: "Unauthorized" }, { status: 401 });
    }
    const body = parse(text);
    if (fault.code) {
      const error = { message: "It has failed", code: fault.code };
      const results = body.requests.map(() => ({ type: "error", error }));
      return Response.json({ baton: null, base_url: null, results });
    }
    return await pipeline(body, Number(version), fault.drop);
  }

  const http = Deno.serve({
    hostname: "127.0.0.1",
    port,
    signal: aborter.signal,
    onListen() {},
    onError: () => new Response(null, { status: 500 }),
  }, (request) =>
    respond(request).catch((error) => {
      if (error instanceof Dropped) return broken();
      if (error instanceof ProtocolError) {
        return new Response(error.message, { status: 400 });
      }
      throw error;
    }));

  const server: HranaServer = {
    url: `http://127.0.0.1:${http.addr.port}`,
    fault: undefined,
    requests: 0,
    expireStreams() {
      for (const baton of [...streams.keys()]) expire(baton);
    },
    async close() {
      server.expireStreams();
      for (const stream of running) stream.close();
      aborter.abort();
      await http.finished;
    },
  };
  return server;
}

class Dropped extends Error {}

/** An answer whose connection breaks before its body has come. */
function broken(): Response {
  return new Response(
    new ReadableStream({ pull: (controller) => controller.error("dropped") }),
  );
}

interface Pipeline {
  baton?: string | null;
  requests: StreamRequest[];
}

function parse(text: string): Pipeline {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProtocolError("Cannot read the request: it is not JSON");
  }
}

function sqlTexts(text: string): string[] {
  const found: string[] = [];
  try {
    JSON.parse(text, (key, value) => {
      if (key === "sql" && typeof value === "string") found.push(value);
      return value;
    });
  } catch {
    // `parse` says what is wrong with it.
  }
  return found;
}
