/**
 * The Content-Security-Policy header, with the nonce of the rendered page.
 *
 * @module
 */
import type { Middleware } from "./types.ts";

export interface CSPOptions {
  /** Directives that replace the default ones of the same name. */
  csp?: string[];
  /** Report what would be blocked, block nothing. */
  reportOnly?: boolean;
  /** The page's nonce in place of `'unsafe-inline'`. */
  useNonce?: boolean;
}

const DEFAULTS = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "upgrade-insecure-requests",
];
const TAKES_NONCE = /^(default|script|style)-src(-elem|-attr)? /;

/**
 * Where a response has its nonce: on the object, so that it never leaves the
 * server, and an app around this one finds it too.
 */
const NONCE = Symbol.for("fresh.nonce");

export function setNonce(response: Response, nonce: string): Response {
  return Object.assign(response, { [NONCE]: nonce });
}

/** Sets the policy on all that is answered below it. */
export function csp<State>(options: CSPOptions = {}): Middleware<State> {
  const { csp = [], reportOnly, useNonce } = options;
  const nameOf = (directive: string) => directive.split(" ", 1)[0];
  const replaced = new Set(csp.map(nameOf));
  const directives = DEFAULTS.filter((it) => !replaced.has(nameOf(it)))
    .concat(csp);
  const name = "Content-Security-Policy" + (reportOnly ? "-Report-Only" : "");
  const policy = directives.join("; ");
  // What is between the pieces is the nonce.
  const pieces = directives.map((it) =>
    TAKES_NONCE.test(it) ? it.replaceAll("'unsafe-inline'", "\0") : it
  ).join("; ").split("\0");

  return async (ctx) => {
    const response = await ctx.next();
    const nonce = (response as { [NONCE]?: string })[NONCE];
    response.headers.set(
      name,
      useNonce && nonce ? pieces.join(`'nonce-${nonce}'`) : policy,
    );
    return response;
  };
}
