import { sessionLifetime } from "../sessions.ts";
import type { State } from "../state.ts";

/**
 * The value of a cookie in a request's headers (RFC 6265 §5.4), or null.
 *
 * Several cookies may have one name: another path, or a neighbour at another
 * port, can set one too. Nothing tells them apart, and their order means
 * nothing (RFC 6265 §4.2.2). So the first one counts; a name with the prefix
 * `__Host-` would leave no room for a second one.
 */
export function readCookie(headers: Headers, name: string): string | null {
  for (const pair of (headers.get("cookie") ?? "").split(";")) {
    const equals = pair.indexOf("=");
    if (equals > 0 && trim(pair.slice(0, equals)) === name) {
      return trim(pair.slice(equals + 1));
    }
  }
  return null;
}

/** Without the white space that HTTP knows (RFC 9110 §5.6.3), and no other. */
const trim = (text: string) => text.replace(/^[ \t]+|[ \t]+$/g, "");

/**
 * A `Set-Cookie` value (RFC 6265 §4.1) with what keeps a credential safe.
 *
 * - `HttpOnly`: scripts can't read it.
 * - `SameSite=Lax`: the browser leaves it out of other sites' forms that POST,
 *   their scripts and frames. It sends it when a link of theirs is followed.
 * - `Secure`: it travels over https only, or within this machine. Left out where
 *   the lab has no https.
 * - `Path`: keeps the rungs' cookies apart. It protects nothing: a page can read
 *   another path of its own origin.
 * - A name that begins with `__Host-`: browsers take it only with `Secure` and
 *   the path `/`, and without a `Domain`.
 *
 * @param value Of letters, digits, `-`, `_` and `.`; others would need quoting.
 * @param maxAge In seconds. Default: as long as a session lives at most.
 */
export function setCookie(
  state: State,
  name: string,
  value: string,
  maxAge: number = sessionLifetime(state).most / 1000,
): string {
  const isHostCookie = name.startsWith("__Host-");
  const attributes = [
    `Path=${isHostCookie ? "/" : state.base || "/"}`,
    `Max-Age=${maxAge}`,
    "HttpOnly",
    "SameSite=Lax",
  ];
  if (isHostCookie || state.origin.startsWith("https:")) {
    attributes.push("Secure");
  }
  return [`${name}=${value}`, ...attributes].join("; ");
}

/** `Set-Cookie` values that make the browser forget cookies of this rung. */
export function clearCookies(state: State, ...names: string[]): string[] {
  return names.map((name) => setCookie(state, name, "", 0));
}
