/**
 * What a request carries through middleware, handlers and pages.
 *
 * @module
 */
import { type Context, createDefine, type Define } from "fresh";
import type { CookieScope } from "./http/cookies.ts";
import type { Database } from "./database/open.ts";
import { unauthorized } from "./http/errors.ts";
import type { JwtKey } from "./jwt.ts";
import type { LoginLimit } from "./login_limit.ts";
import type { Rung, Stage } from "./stage.ts";
import type { TraceEvent } from "./http/trace_header.ts";

export interface State {
  db: Database;
  jwtKey: JwtKey;
  /** Counts wrong passwords. */
  logins: LoginLimit;
  /** Where the request comes from, as an IP address. */
  address: string;
  /** Writes a line for whoever runs the server. */
  log: (line: string) => void;
  /** The clock: milliseconds since the epoch. */
  now: () => number;
  /** The rungs that this server serves, bottom up. */
  served: readonly Stage[];
  /** The rung that answers, and below which path; null on a page of none. */
  stage: Stage | null;
  rung: Rung | null;
  base: string;
  /** Whether that rung is all that this server serves. */
  single: boolean;
  /** Tells the wire inspector what has just been done. */
  step: (text: string) => void;
  /** What has been done so far; null where nobody inspects. */
  trace: TraceEvent[] | null;
  /** Whether pages have a wire inspector. */
  inspector: boolean;
  /** The fields of a POST. */
  body: Record<string, unknown>;
  /** Whose request it is, once a rung's `authenticate` has found out. */
  user: CurrentUser | null;
}

export interface CurrentUser {
  id: number;
  /** Unknown where the credential names an id only. */
  name?: string;
  /** The session that the credential names, if any. */
  sessionId?: number;
}

export const define: Define<State> = createDefine<State>();

/**
 * The user of a request. A route that forgot its `authenticate` is locked for
 * everybody, rather than open.
 */
export function currentUser({ user }: State): CurrentUser {
  if (user === null) throw unauthorized("no authenticate before this handler");
  return user;
}

/** The session of a request, on a rung that has sessions. */
export function currentSession(state: State): number {
  const { sessionId } = currentUser(state);
  if (sessionId === undefined) throw unauthorized("a user without a session");
  return sessionId;
}

/** Where the cookies of the rung that answers are sent. */
export function cookieScope({ state, url }: Context<State>): CookieScope {
  return { path: state.base || "/", secure: url.protocol === "https:" };
}
