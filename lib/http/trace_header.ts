import type { decodeJwt } from "../jwt.ts";

/** The request header that asks for a trace, and the one that carries it. */
export const TRACE_HEADER = "X-Wire-Trace";

/** Whether a field or a cookie of this name has a credential on some rung. */
export function isCredential(name: string): boolean {
  return /^(__Host-)?(session(_?id)?|token|jwt|access|refresh)$/i.test(name);
}

/** Something that the server did. */
export type TraceEvent =
  | { step: string }
  /**
   * `rows` were read or changed; null where their number would tell a secret.
   * `keepsToken` if a session token is written as it is, without a hash.
   */
  | { sql: string; rows: number | null; keepsToken?: true };

/** A cookie without its value. */
export interface MaskedCookie {
  name: string;
  length: number; // of the value, in characters
  jwt?: ReturnType<typeof decodeJwt>;
  attributes?: string[]; // of a `Set-Cookie`: `HttpOnly` and so on
}

/** When a session ends by itself, in milliseconds since the epoch. */
export interface SessionEnds {
  unused: number; // if it is not used meanwhile
  latest: number; // even if it is
  /** On rung 7: how many, and until when the last used one is forgiven. */
  refreshTokens?: { made: number; forgivenUntil: number };
}

/** The server's side of one exchange. */
export interface Trace {
  headers: [name: string, value: string][];
  cookies: MaskedCookie[];
  events: TraceEvent[];
  setCookies: MaskedCookie[];
  /** Of the session that the credential names; null if that has been ended. */
  session?: SessionEnds | null;
}
