/**
 * The attacks that a learner's own browser can run from a page of the rung.
 *
 * @module
 */
import type { Stage } from "../../lib/state.ts";
import { encode, hmac } from "../steps/forged_jwt.ts";

/** How an attack goes about it. */
export type Trick =
  /** Sends what the page itself would send. */
  | "as-user"
  /** Sends neither a cookie nor any other credential. */
  | "as-stranger"
  /** Sends a copy of the credential, which the page has forgotten meanwhile. */
  | "copy"
  /** Looks for a credential where a script can look, and sends what it finds. */
  | "read"
  /** Sends a GET, and counts the to-dos before and after. */
  | "count"
  /** Sends the ids of someone else's to-dos. */
  | "others"
  /** Sends a forged JWT instead of the real one. */
  | "forge";

/** One attack, as data: what the page's script is to do. */
export interface Live {
  trick: Trick;
  method: "GET" | "POST";
  path: string;
  fields?: Record<string, unknown>;
  jwt?: string;
  /** An honest GET: unless it works, a refusal of the attack proves nothing. */
  control: string;
  /** The status that refuses the attack. Any other one proves nothing. */
  refusal: number;
}

/**
 * What the page can run itself; null where it takes more than a page.
 *
 * @param now The server's time, in milliseconds.
 */
export function liveAttack(
  attack: string,
  stage: Stage,
  now: number,
): Live | null {
  const control = stage.credential === null ? "/todo/list" : "/auth/whoami";
  const path = stage.app === "missile" ? "/launch-missile" : "/todo/list";
  const get = { method: "GET", path, control, refusal: 401 } as const;
  switch (attack) {
    case "no-credential":
      return { ...get, trick: "as-stranger" };
    case "script-reads":
      return { ...get, trick: "read" };
    case "script-uses":
      return { ...get, trick: "as-user" };
    case "copied-forgotten":
      // A page can't copy what only the browser has.
      return stage.credential === "cookie" ? null : { ...get, trick: "copy" };
    case "acting-get": {
      if (stage.app === "missile") return { ...get, trick: "as-user" };
      const fields = { text: "again" };
      const path = "/todo/create";
      return { ...get, trick: "count", path, fields, refusal: 405 };
    }
    case "other-users-todo": {
      if (stage.credential === null) return null;
      const fields = { action: "markStarred" };
      const post = { method: "POST", path: "/todo/update", fields } as const;
      return { ...get, ...post, trick: "others", refusal: 404 };
    }
    case "sql": {
      const fields = { email: "' OR 1=1 --", password: "x" };
      const post = { method: "POST", path: "/auth/login", fields } as const;
      return { ...get, ...post, trick: "as-stranger" };
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
    // All but the signature is right, so that nothing else can refuse it.
    const iat = Math.floor(now / 1000);
    const aud = `stage ${stage.id}`;
    const claims = { aud, sub: "1", sid: 1, iat, exp: iat + 3600 };
    const signed = `${encode(header)}.${encode(claims)}`;
    const signature = key === null ? "" : hmac(key, signed);
    return { ...get, trick: "forge", jwt: `${signed}.${signature}` };
  }
}
