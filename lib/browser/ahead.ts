/**
 * What lies ahead for the credential of a browser, as its last exchange told.
 *
 * @module
 */
import { type Exchange, isLogin } from "./exchanges.ts";

/**
 * What ends, in order, and what else there is to know, in sentences; on rung 7
 * also each refresh token of this login, `used` or `good`.
 *
 * @param all Newest first.
 * @param now Seconds since the epoch, as is each `at`.
 */
export function lookAhead(all: Exchange[], now: number) {
  // Neither a login nor a moved clock says what it has led to.
  const last = all.find((exchange) =>
    exchange.trace && !isLogin(exchange) && exchange.url !== "/clock"
  );
  const { cookies = [], setCookies = [], session } = last?.trace ?? {};
  const isForgotten = setCookies.some(({ length }) => length === 0);
  const jwts = isForgotten ? [] : [...setCookies, ...cookies];
  const { exp, iat } = jwts.find(({ jwt }) => jwt)?.jwt?.unverifiedClaims ?? {};
  const events: { what: string; at: number }[] = [];
  const notes: string[] = [];
  let family: string[] = [];
  const add = (what: string, at: number) => events.push({ what, at });
  if (last?.isPage && session && Number(exp) <= now) {
    notes.push("Your JWT had expired. This page has brought a new one.");
  } else if (typeof exp === "number") {
    add(exp > now ? "The JWT expires" : "The JWT expired", exp);
  }
  if (typeof iat === "number" && iat > now + 60) {
    notes.push(
      "You moved the clock back, so your JWT is from the future. The server refuses it: log in again.",
    );
  }
  if (session) {
    const [unused, latest] = [session.unused / 1000, session.latest / 1000];
    if (unused < latest) add("Unless you use it, the session ends", unused);
    add("Even if you use it, the session ends", latest);
    const { made = 0, forgivenUntil = 0 } = session.refreshTokens ?? {};
    if (made > 0) family = [...Array(made - 1).fill("used"), "good"];
    const until = forgivenUntil / 1000;
    if (until > now) {
      add("The grace of the refresh token used last ends", until);
    }
  } else if (session === null && !isForgotten) {
    const stillWorks = typeof exp === "number" && exp > now;
    notes.push(
      `The session has been ended${
        stillWorks ? ", but the JWT still works" : ""
      }.`,
    );
  } else if (events.length === 0) {
    notes.push("Nothing ends, because nobody is logged in.");
  }
  return { events: events.sort((a, b) => a.at - b.at), notes, family };
}
