/**
 * The server's side of one exchange, as it travels to the page that asked.
 *
 * @module
 */
import type { decodeJwt } from "../jwt.ts";
import type { SessionEnds } from "../session_ends.ts";

/** The request header that asks for a trace, and the one that carries it. */
export const TRACE_HEADER = "X-Wire-Trace";

/** Something that the server did, in order. */
export type TraceEvent =
  | { step: string }
  /** `rows` were read or changed; null where their number would tell a secret. */
  | { sql: string; rows: number | null };

/** A cookie without its value. */
export interface MaskedCookie {
  name: string;
  /** Of the value, in characters. */
  length: number;
  /** What a JWT says, which anyone who holds it can read. */
  jwt?: ReturnType<typeof decodeJwt>;
  /** Of a `Set-Cookie`: `HttpOnly` and so on. */
  attributes?: string[];
}

export interface Trace {
  headers: [name: string, value: string][];
  cookies: MaskedCookie[];
  events: TraceEvent[];
  setCookies: MaskedCookie[];
  /** Of the session that the credential names; null if that has been ended. */
  session?: SessionEnds | null;
}
