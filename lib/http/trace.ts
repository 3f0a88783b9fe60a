/**
 * The server's side of one exchange, for the wire inspector of the page that
 * asked: what came, what the rung decided, which SQL ran, what cookies it sets.
 *
 * It travels with the answer itself, in a header, so no server keeps anything
 * and any number of them can answer. Values of cookies never leave: the page
 * must not learn from the inspector what `HttpOnly` keeps from it.
 *
 * @module
 */
import type { Context } from "fresh";
import type { Database, Observer } from "../database/open.ts";
import { decodeJwt } from "../jwt.ts";
import type { State } from "../state.ts";
import type { MaskedCookie, Trace, TraceEvent } from "./trace_header.ts";

const SHOWN_HEADERS = [
  "Content-Type",
  "Origin",
  "Referer",
  "Sec-Fetch-Site",
  "Sec-Fetch-Mode",
  "Sec-Fetch-Dest",
];

// Servers and proxies refuse headers that are too large.
const MAX_COOKIES = 10;
const MAX_LENGTH = 300;
const MAX_JWT_LENGTH = 1000;

/** Starts to record a request's steps and SQL in its state. */
export function startTrace(state: State): TraceEvent[] {
  const events: TraceEvent[] = [];
  state.step = (step) => events.push({ step });
  state.db = recordSql(state.db, events);
  return state.trace = events;
}

/** What has been recorded, with what the request brought and `response` sets. */
export function readTrace(
  { req, state }: Context<State>,
  response?: Response,
): Trace {
  return {
    headers: SHOWN_HEADERS.flatMap((name) => {
      const value = req.headers.get(name);
      return value === null ? [] : [[name, value.slice(0, MAX_LENGTH)]];
    }),
    cookies: (req.headers.get("Cookie") ?? "").split(";")
      .filter((pair) => pair.includes("=")).slice(0, MAX_COOKIES)
      .map((pair) => mask(pair.trim())),
    events: state.trace ?? [],
    setCookies: (response?.headers.getSetCookie() ?? []).map((cookie) => {
      const [pair, ...attributes] = cookie.split("; ");
      return { ...mask(pair), attributes };
    }),
  };
}

/** The trace as a header's value: JSON in ASCII. */
export function serializeTrace(trace: Trace): string {
  return JSON.stringify(trace).replace(
    /[^ -~]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function mask(pair: string): MaskedCookie {
  const equals = pair.indexOf("=");
  const value = pair.slice(equals + 1);
  const name = pair.slice(0, Math.min(equals, 40));
  const cookie: MaskedCookie = { name, length: value.length };
  if (["jwt", "access"].includes(name) && value.length <= MAX_JWT_LENGTH) {
    try {
      cookie.jwt = decodeJwt(value);
    } catch {
      // It is none.
    }
  }
  return cookie;
}

function recordSql(db: Database, events: TraceEvent[]): Database {
  const observe: Observer = (text, rows) => {
    const sql = text.replace(/\s+/g, " ");
    // Whether there is a row would tell who has an account.
    const isSecret = sql.includes("password_hash");
    events.push({ sql, rows: isSecret ? null : rows });
  };
  return {
    execute: (statement) => db.execute(statement, observe),
    first: (statement) => db.first(statement, observe),
    batch: (statements, mode) => db.batch(statements, mode, observe),
    close: () => db.close(),
  };
}
