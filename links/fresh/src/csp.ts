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
  /** Where browsers send their reports. */
  reportTo?: string;
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

const NONCES =
  /^(default-src|script-src|script-src-elem|style-src|style-src-elem|style-src-attr) /;

/**
 * Where a response carries its nonce: on the object, out of reach of the
 * client. It stays there when one app's response passes through another app.
 */
const NONCE = Symbol.for("fresh.nonce");

export function setNonce(response: Response, nonce: string): Response {
  return Object.assign(response, { [NONCE]: nonce });
}

/** Sets the policy on everything that is answered below it. */
export function csp<State>(options: CSPOptions = {}): Middleware<State> {
  const { csp = [], reportOnly, reportTo, useNonce } = options;
  const nameOf = (directive: string) => directive.split(" ", 1)[0];
  const replaced = new Set(csp.map(nameOf));
  const directives = DEFAULTS.filter((it) => !replaced.has(nameOf(it)));
  directives.push(...csp);
  if (reportTo) {
    directives.push("report-to csp-endpoint", `report-uri ${reportTo}`);
  }

  const header = reportOnly
    ? "Content-Security-Policy-Report-Only"
    : "Content-Security-Policy";
  const policy = directives.join("; ");
  const withNonce = (nonce: string) =>
    directives.map((it) =>
      NONCES.test(it)
        ? it.replaceAll("'unsafe-inline'", `'nonce-${nonce}'`)
        : it
    ).join("; ");

  return async (ctx) => {
    const response = await ctx.next();
    const nonce = (response as { [NONCE]?: string })[NONCE];
    response.headers.set(header, useNonce && nonce ? withNonce(nonce) : policy);
    if (reportTo) {
      response.headers.set(
        "Reporting-Endpoints",
        `csp-endpoint="${reportTo}"`,
      );
    }
    return response;
  };
}
