/**
 * Cookies by hand: RFC 6265, with the attributes that keep a credential safe.
 *
 * @module
 */

/**
 * The value of a cookie in a request's `Cookie` header (RFC 6265 §5.4), or
 * null. Of several with one name the first counts: browsers send the one with
 * the longest path first.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { readCookie } from "./cookies.ts";
 *
 * const headers = new Headers({ cookie: "a=1; token=xyz" });
 * assertEquals(readCookie(headers, "token"), "xyz");
 * assertEquals(readCookie(headers, "jwt"), null);
 * ```
 */
export function readCookie(headers: Headers, name: string): string | null {
  for (const pair of (headers.get("cookie") ?? "").split(";")) {
    const equals = pair.indexOf("=");
    if (equals > 0 && pair.slice(0, equals).trim() === name) {
      return pair.slice(equals + 1).trim();
    }
  }
  return null;
}

export interface CookieScope {
  /** The path below which the browser sends it. */
  path: string;
  /** Whether the request came over https. */
  secure: boolean;
}

/**
 * A `Set-Cookie` value (RFC 6265 §4.1) for a credential.
 *
 * - `HttpOnly`: scripts can't read it;
 * - `SameSite=Lax`: another site's forms and scripts are sent without it;
 * - `Secure`: it never travels in the clear, where the site has https;
 * - `Path`: other paths of this host don't get it (other ports do!).
 *
 * @param value Letters, digits, `-`, `_` and `.` only; anything else would need
 * quoting.
 * @param maxAge Seconds for which the browser keeps it.
 */
export function serializeCookie(
  name: string,
  value: string,
  maxAge: number,
  { path, secure }: CookieScope,
): string {
  const attributes = [`Path=${path}`, `Max-Age=${maxAge}`, "HttpOnly"];
  attributes.push("SameSite=Lax", ...(secure ? ["Secure"] : []));
  return [`${name}=${value}`, ...attributes].join("; ");
}
