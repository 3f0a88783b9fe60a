import type { Context } from "fresh";
import type { Database, Observer, Statement } from "../database/connection.ts";
import { decodeJwt } from "../jwt.ts";
import { REFRESH_GRACE } from "../refresh_tokens.ts";
import { sessionLifetime } from "../sessions.ts";
import { currentStage, type State } from "../state.ts";
import {
  type MaskedCookie,
  type SessionEnds,
  type Trace,
  TRACE_HEADER,
  type TraceEvent,
} from "./trace_header.ts";

/** What has a credential in it, or only asks for the trace. */
const HIDDEN = ["cookie", "authorization", TRACE_HEADER.toLowerCase()];

// Servers and proxies refuse headers that are too large.
const MAX_HEADERS = 20;
const MAX_COOKIES = 10;
const MAX_LENGTH = 300;
const MAX_JWT_LENGTH = 1000;

/** Starts to record a request's steps and SQL in its state. */
export function startTrace(state: State): TraceEvent[] {
  const events: TraceEvent[] = [];
  state.step = (step) => events.push({ step });
  state.db = recordSql(state, events);
  return state.trace = events;
}

/**
 * What was recorded, with what the request brought and `response` sets. Values of
 * cookies never leave: the page must not learn what `HttpOnly` keeps from it.
 */
export async function readTrace(
  { req, state }: Context<State>,
  response?: Response,
): Promise<Trace> {
  const events = [...state.trace ?? []]; // without what is asked here
  // What is there so far is worth more than an error of the inspector's own.
  const session = await findSessionEnds(state).catch(() => undefined);
  // It may have ended meanwhile. Then no cookie may bring it back.
  const isGone = !session && state.user?.sessionId !== undefined;
  if (isGone && response) keepEmptyCookies(response.headers);
  return {
    session,
    headers: [...req.headers].filter(([name]) => !HIDDEN.includes(name))
      .slice(0, MAX_HEADERS)
      .map(([name, value]) => [name, value.slice(0, MAX_LENGTH)]),
    cookies: (req.headers.get("Cookie") ?? "").split(";")
      .filter((pair) => pair.includes("=")).slice(0, MAX_COOKIES)
      .map((pair) => mask(pair.trim())),
    events,
    setCookies: (response?.headers.getSetCookie() ?? []).map((cookie) => {
      const [pair, ...attributes] = cookie.split("; ");
      return { ...mask(pair), attributes };
    }),
  };
}

/** Leaves out each cookie that is set, but for those that are cleared. */
function keepEmptyCookies(headers: Headers): void {
  const empty = headers.getSetCookie().filter((it) => /^[^=]+=;/.test(it));
  headers.delete("Set-Cookie");
  for (const cookie of empty) headers.append("Set-Cookie", cookie);
}

/** As a header of the answer itself, in ASCII: so no server keeps anything. */
export function serializeTrace(trace: Trace): string {
  return JSON.stringify(trace).replace(
    /[^ -~]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** When the session that a credential names ends; null if it has been ended. */
async function findSessionEnds(
  state: State,
): Promise<SessionEnds | null | undefined> {
  const { db, user } = state;
  if (user?.sessionId === undefined) return undefined;
  const row = await db.first({
    sql:
      `SELECT created_at, expires_at, count(hash) AS made, max(used_at) AS used_at
          FROM sessions LEFT JOIN refresh_tokens ON session_id = sessions.id
          WHERE sessions.id = ? AND stage = ? AND user_id = ? GROUP BY sessions.id`,
    args: [user.sessionId, currentStage(state), user.id],
  });
  if (row === undefined) return null;
  const latest = Number(row.created_at) + sessionLifetime(state).most;
  const ends = { unused: Number(row.expires_at), latest };
  const forgivenUntil = Number(row.used_at) + REFRESH_GRACE;
  const refreshTokens = { made: Number(row.made), forgivenUntil };
  return refreshTokens.made === 0 ? ends : { ...ends, refreshTokens };
}

function mask(pair: string): MaskedCookie {
  const equals = pair.indexOf("=");
  const value = pair.slice(equals + 1);
  const name = pair.slice(0, Math.min(equals, 40));
  const cookie: MaskedCookie = { name, length: value.length };
  if (value.length <= MAX_JWT_LENGTH && value.split(".").length === 3) {
    try {
      cookie.jwt = decodeJwt(value);
    } catch {
      // It is none.
    }
  }
  return cookie;
}

/** Whether it is a session token, and not its hash, which is longer. */
const isToken = (value: unknown) => /^[\w-]{43}$/.test(String(value));

function recordSql({ db, isLocal }: State, events: TraceEvent[]): Database {
  const observe = (statements: Statement[]): Observer => (text, rows) => {
    const sql = text.replace(/\s+/g, " ");
    // It would tell who has an account and, elsewhere than on one's own machine,
    // the ids of other people's sessions.
    const isSecret = sql.includes("password_hash") ||
      (!isLocal && /FROM (sessions|refresh_tokens)/.test(sql));
    const told = { sql, rows: isSecret ? null : rows };
    const keepsToken = sql.startsWith("INSERT INTO sessions") &&
      statements.some((statement) =>
        typeof statement !== "string" && statement.args?.some(isToken)
      );
    events.push(keepsToken ? { ...told, keepsToken } : told);
  };
  return {
    execute: (statement) => db.execute(statement, observe([statement])),
    first: (statement) => db.first(statement, observe([statement])),
    batch: (statements, mode) =>
      db.batch(statements, mode, observe(statements)),
    close: () => db.close(),
  };
}
