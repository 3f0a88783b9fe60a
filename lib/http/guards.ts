/**
 * What holds for every answer, error pages and refusals included.
 *
 * @module
 */
import { type Middleware } from "fresh";

/**
 * Scripts and styles run from this server or with the page's nonce; Fresh's
 * `csp()` puts the nonce where it finds 'unsafe-inline'.
 */
export const CONTENT_SECURITY_POLICY: string[] = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "media-src 'none'",
  "worker-src 'none'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

/** For an answer that is no page. */
const NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'";

/** Sets the security headers; stands before `csp()`, so that it runs after. */
export function securityHeaders<State>(): Middleware<State> {
  return async (ctx) => {
    const response = await ctx.next();
    const { headers } = response;
    const policy = headers.get("Content-Security-Policy");
    headers.set(
      "Content-Security-Policy",
      policy === null || policy.includes("'unsafe-inline'")
        ? NOTHING_RUNS
        // On plain http it would send every style and script to https.
        : policy.replace("upgrade-insecure-requests; ", ""),
    );
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    if (ctx.url.protocol === "https:") {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
    return response;
  };
}

const METHODS = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

/**
 * Hands a request on in a form that Fresh's router can take: it knows seven
 * methods, and stumbles over an escape in the path that stands for no text.
 */
export function forward<State>(
  handler: (req: Request, info: Deno.ServeHandlerInfo) => Promise<Response>,
): Middleware<State> {
  return ({ req, info, url }) => {
    try {
      decodeURI(url.pathname);
    } catch {
      return new Response("The address has a broken escape", { status: 400 });
    }
    // No route of ours has PATCH: to each it is as unknown as the real one.
    return METHODS.test(req.method)
      ? handler(req, info)
      : handler(new Request(req, { method: "PATCH" }), info);
  };
}
