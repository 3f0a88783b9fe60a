/**
 * What a page may load and run. Fresh's `csp()` puts the page's nonce in place of
 * 'unsafe-inline'.
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

/** For an answer that is not a page. */
const NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'";

/** Sets the headers that keep a browser from helping an attacker. */
export function setSecurityHeaders({ headers }: Response, https: boolean) {
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
  if (https) headers.set("Strict-Transport-Security", "max-age=31536000");
}
