import { type App, type Context, HttpError, type Middleware } from "fresh";
import { DatabaseError } from "../database/open.ts";
import type { Routes, State } from "../state.ts";
import { readJsonObject } from "./body.ts";
import type { RetryError } from "./errors.ts";
import { log, tellReason } from "./log.ts";
import { readTrace, serializeTrace, startTrace } from "./trace.ts";
import { TRACE_HEADER } from "./trace_header.ts";
import { isOwnWorld } from "./world.ts";

/** What every answer is, a refusal too. Its `message` is for people. */
export interface Answer<Payload = unknown> {
  success: boolean;
  message: string;
  payload?: Payload;
}

/** Below these paths every answer is JSON, on every rung. */
export const API_PATHS = ["/auth", "/todo", "/launch-missile"];

/** A success, with one `Set-Cookie` header for each of `cookies`. */
export function succeed(
  message: string,
  { payload, cookies = [] }: { payload?: unknown; cookies?: string[] } = {},
): Response {
  const answer: Answer = { success: true, message, payload };
  const response = Response.json(answer);
  for (const cookie of cookies) response.headers.append("Set-Cookie", cookie);
  return response;
}

export function fail(
  status: number,
  message: string,
  headers?: HeadersInit,
): Response {
  const answer: Answer = { success: false, message };
  return Response.json(answer, { status, headers });
}

/** Makes a rung's routes Fresh handlers, below `base`. */
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
    const message = `Only ${methods.join(" and ")} can be used here`;
    const headers = { Allow: methods.join(", ") };
    app.all(url, json, () => fail(405, message, headers));
  }
}

/** Turns what the handlers after it throw into an answer. */
export const json: Middleware<State> = async (ctx) => {
  const { state, req } = ctx;
  const isTraced = state.inspector && isOwnWorld(state) &&
    req.headers.has(TRACE_HEADER);
  if (isTraced) startTrace(state);
  const response = await ctx.next().catch((error) => answerTo(error, ctx));
  response.headers.set("Cache-Control", "no-store");
  if (isTraced) {
    const trace = serializeTrace(await readTrace(ctx, response));
    response.headers.set(TRACE_HEADER, trace);
  }
  return response;
};

const parseBody: Middleware<State> = async (ctx) => {
  ctx.state.body = await readJsonObject(ctx.req);
  return ctx.next();
};

function answerTo(error: unknown, ctx: Context<State>): Response {
  const { status, message, retryAfter } = explainError(error, ctx);
  const headers = new Headers();
  if (retryAfter !== undefined) headers.set("Retry-After", `${retryAfter}`);
  return fail(status, message, headers);
}

/**
 * What to say of an error, on a page or in JSON. What else is known of it goes
 * to the log: an error that nobody has foreseen is a 500 without a word.
 *
 * @returns `retryAfter` in seconds.
 */
export function explainError(
  error: unknown,
  ctx: Context<State>,
): { status: number; message: string; retryAfter?: number } {
  if (error instanceof DatabaseError) {
    log(ctx, 503, error.message);
    const message = "The database can't be reached now. Try again soon.";
    return { status: 503, message, retryAfter: 5 };
  }
  if (!(error instanceof HttpError)) {
    log(ctx, 500, String((error as Error)?.stack ?? error));
    return { status: 500, message: "Something went wrong on the server" };
  }
  const { status, message, cause } = error;
  if (cause !== undefined) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    log(ctx, status, reason);
    tellReason(ctx.state, `refused: ${reason}`);
  }
  const { retryAfter } = error as Partial<RetryError>;
  return { status, message, retryAfter };
}
