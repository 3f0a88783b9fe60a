/**
 * The wire: every answer is JSON of one shape, errors included, and a rung's
 * routes become Fresh handlers.
 *
 * @module
 */
import { type App, type Context, HttpError, type Middleware } from "fresh";
import { readJsonObject } from "./body.ts";
import { DatabaseError } from "../database/open.ts";
import { GuessError } from "../login_limit.ts";
import { OverloadError } from "../passwords.ts";
import type { Routes } from "../stage.ts";
import type { State } from "../state.ts";
import { readTrace, serializeTrace, startTrace } from "./trace.ts";
import { TRACE_HEADER } from "./trace_header.ts";

/** What every answer is. `message` is for people, the rest for programs. */
export interface Answer<Payload = unknown> {
  success: boolean;
  message: string;
  payload?: Payload;
}

/** Fresh's `csrf()` refuses without a word. */
const CROSS_SITE = "Another site sent this request";

/** Below these paths every answer is JSON, on every rung. */
const API_PATHS = ["/auth", "/todo", "/launch-missile"];

/** A success, with one `Set-Cookie` header for each of `cookies`. */
export function succeed(
  message: string,
  payload?: unknown,
  cookies: string[] = [],
): Response {
  const answer: Answer = { success: true, message, payload };
  const headers = cookies.map((cookie) => ["Set-Cookie", cookie]);
  return Response.json(answer, { headers: headers as [string, string][] });
}

/** Adds a rung's routes to an app, below `base`. */
export function mountRoutes(
  app: App<State>,
  base: string,
  routes: Routes,
): void {
  const allowed = new Map<string, string[]>();
  for (const [route, handlers] of Object.entries(routes)) {
    const [method, path] = route.split(" ");
    const url = base + path;
    const methods = allowed.get(url) ?? [];
    if (method === "GET") {
      app.get(url, json, ...handlers).head(url, json, ...handlers);
      methods.push("GET", "HEAD");
    } else {
      app.post(url, json, parseBody, ...handlers);
      methods.push("POST");
    }
    allowed.set(url, methods);
  }
  for (const [url, methods] of allowed) {
    app.all(url, json, () => methodNotAllowed(methods));
  }
}

/**
 * Answers what else is asked for below the API's paths of all `bases`, as one
 * route: the router tries one pattern after the other, for each page.
 */
export function mountNotFound(app: App<State>, bases: string[]): void {
  const any = (texts: string[]) =>
    texts.map((text) => text.replaceAll(".", "\\.")).join("|");
  // A pattern can't say that nothing stands there.
  const base = bases.every((base) => base === "") ? "" : `(${any(bases)})`;
  app.all(`${base}(${any(API_PATHS)}){/*}?`, json, notFound);
}

/** Turns what the handlers after it throw into an answer. */
const json: Middleware<State> = async (ctx) => {
  const { state, req } = ctx;
  if (state.inspector && req.headers.has(TRACE_HEADER)) startTrace(state);
  const response = await ctx.next().catch((error) => fail(ctx, error));
  response.headers.set("Cache-Control", "no-store");
  if (state.trace !== null) {
    const trace = serializeTrace(readTrace(ctx, response));
    response.headers.set(TRACE_HEADER, trace);
  }
  return response;
};

const parseBody: Middleware<State> = async (ctx) => {
  ctx.state.body = await readJsonObject(ctx.req);
  return ctx.next();
};

function methodNotAllowed(methods: string[]): Response {
  const allow = methods.join(", ");
  const message = `Only ${methods.join(" and ")} can be used here`;
  return failure(405, message, { Allow: allow });
}

function notFound(): never {
  throw new HttpError(404, "There is nothing at this address");
}

function fail(
  { req, state, url }: Context<State>,
  error: unknown,
): Response {
  const line = `${req.method} ${url.pathname}`;
  if (error instanceof DatabaseError) {
    state.log(`503 ${line}: ${error.message}`);
    const message = "The database can't be reached now. Try again soon.";
    return failure(503, message, { "Retry-After": "5" });
  }
  if (error instanceof OverloadError) {
    state.log(`503 ${line}: ${error.message}`);
    const message = "Too many people log in just now. Try again soon.";
    return failure(503, message, { "Retry-After": "10" });
  }
  if (error instanceof GuessError) {
    state.log(`429 ${line}: ${error.message}`);
    const minutes = Math.ceil(error.retryAfter / 60);
    const message = `Too many wrong passwords. Try again in ${minutes} min.`;
    return failure(429, message, { "Retry-After": `${error.retryAfter}` });
  }
  if (!(error instanceof HttpError)) {
    state.log(`500 ${line}: ${detail(error)}`);
    return failure(500, "Something went wrong on the server");
  }
  if (error.cause !== undefined) {
    state.log(`${error.status} ${line}: ${reason(error.cause)}`);
    state.step(`refused: ${reason(error.cause)}`);
  }
  const later = error.status === 503 ? { "Retry-After": "1" } : undefined;
  return failure(error.status, error.message || CROSS_SITE, later);
}

function failure(
  status: number,
  message: string,
  headers?: HeadersInit,
): Response {
  const answer: Answer = { success: false, message };
  return Response.json(answer, { status, headers });
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function detail(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : String(error);
}
