/**
 * Rung 8: one cookie, which has the session's id and its token.
 *
 * @module
 */
import type { Context } from "fresh";
import { readCookie, setCookie } from "../../lib/http/cookies.ts";
import type { State } from "../../lib/state.ts";

/**
 * What the cookie is called. A browser takes a name that begins with `__Host-`
 * only from this very host, with `Secure` and the path `/`: no subdomain can set
 * it, and no second one has a longer path.
 */
export function cookieName({ origin }: State): string {
  const isSecure = /^https:|^http:\/\/(localhost|127\.[\d.]+|\[::1\])(:|$)/
    .test(origin);
  return isSecure ? "__Host-session" : "session";
}

/** What the page says where the cookie has no prefix. */
export function cookieNote(state: State): string | null {
  return cookieName(state) === "session"
    ? "This server is reached over plain http from other machines, where browsers refuse cookies that are Secure or called __Host-. So the cookie is only called “session”, and anyone on the way can read it. With https it has the prefix."
    : null;
}

/** The session's id and token, if the request brings a cookie that has both. */
export function readSession({ req, state }: Context<State>) {
  const cookie = readCookie(req.headers, cookieName(state));
  const [, id, token] = /^(\d+)\.([\w-]+)$/.exec(cookie ?? "") ?? [];
  return token === undefined ? null : { id: Number(id), token };
}

/** A `Set-Cookie` value with a session's id and token. */
export function sessionCookie(state: State, id: number, token: string): string {
  return setCookie(state, cookieName(state), `${id}.${token}`);
}
