/**
 * What a JWT says (RFC 7519 §4), and whether that is for us and for now.
 *
 * @module
 */
import { JwtError } from "./jwt_error.ts";

/** What a token says. Times are in seconds since the epoch (RFC 7519 §2). */
export interface JwtClaims {
  /** Who made it. */
  iss?: string;
  /** Whom it is about. */
  sub?: string;
  /** Whom it is for. */
  aud?: string | string[];
  /** From when on it is worth nothing. */
  exp?: number;
  /** Before when it is worth nothing. */
  nbf?: number;
  /** When it was made. */
  iat?: number;
  /** Its own id. */
  jti?: string;
  [name: string]: unknown;
}

/** What the claims must be, apart from being signed. */
export interface ClaimRules {
  /** The only `iss` to accept. */
  issuer?: string;
  /** Our own name. A token with an `aud` is refused unless this is in it. */
  audience?: string;
  /** The only `sub` to accept. */
  subject?: string;
  /** Seconds by which our clock may differ from the signer's; none, if unset. */
  clockTolerance?: number;
  /** Seconds after `iat` for which it is good at most, whatever its `exp`. */
  maxAge?: number;
  /** The time, in seconds since the epoch; if unset, that of the system. */
  now?: number;
}

/**
 * Checks claims against the rules.
 *
 * `exp` comes last: what is "expired" with its claims is well in all else. Times
 * are compared in such a way that `NaN` fails.
 *
 * @throws {JwtError} If they break one
 *
 * @example Usage
 * ```ts
 * import { assertEquals, assertThrows } from "@std/assert";
 * import { checkClaims } from "./jwt_claims.ts";
 * import { JwtError } from "./jwt_error.ts";
 *
 * const claims = { sub: "12", exp: 1000 };
 * checkClaims(claims, { now: 999 });
 *
 * const check = () => checkClaims(claims, { now: 1000 });
 * assertEquals(assertThrows(check, JwtError).code, "expired");
 * ```
 */
export function checkClaims(claims: JwtClaims, rules: ClaimRules): void {
  const { issuer, audience, subject, maxAge } = rules;
  const { clockTolerance = 0, now = Date.now() / 1000 } = rules;
  const { iss, sub, aud, exp, nbf, iat } = claims;

  const mistyped = findMistyped(claims);
  if (mistyped !== undefined) {
    throw new JwtError("claim", `${mistyped} is not of its type`, mistyped);
  }
  if (issuer !== undefined && iss !== issuer) {
    throw new JwtError("claim", "it is from another issuer", "iss");
  }
  if (subject !== undefined && sub !== subject) {
    throw new JwtError("claim", "it is about another subject", "sub");
  }
  // RFC 7519 §4.1.3: who isn't named must refuse it, asked to or not.
  if (audience !== undefined || aud !== undefined) {
    if (audience === undefined || ![aud].flat().includes(audience)) {
      throw new JwtError("claim", "it is for another audience", "aud");
    }
  }
  if (nbf !== undefined && !(now + clockTolerance >= nbf)) {
    throw new JwtError("not-yet-valid", "it is not valid yet", "nbf");
  }
  // Without a rule on age, `iat` decides nothing (RFC 7519 §4.1.6): the clock of
  // the server that signed may be a little ahead of ours.
  if (maxAge !== undefined) {
    if (iat === undefined) {
      throw new JwtError("claim", "it does not say how old it is", "iat");
    }
    if (!(now + clockTolerance >= iat)) {
      throw new JwtError("not-yet-valid", "it was made in the future", "iat");
    }
    if (!(now - clockTolerance < iat + maxAge)) {
      throw new JwtError("expired", "it is too old", "iat");
    }
  }
  if (exp !== undefined && !(now - clockTolerance < exp)) {
    throw new JwtError("expired", "it has expired", "exp", claims);
  }
}

/** The name of a registered claim that isn't of its type, if there is one. */
export function findMistyped(claims: JwtClaims): string | undefined {
  for (const name of ["exp", "nbf", "iat"]) {
    // JSON has no infinity, but 1e999 is read as one.
    if (name in claims && !Number.isFinite(claims[name])) return name;
  }
  for (const name of ["iss", "sub", "jti"]) {
    if (name in claims && typeof claims[name] !== "string") return name;
  }
  const names: unknown[] = "aud" in claims ? [claims.aud].flat() : [];
  if (!names.every((name) => typeof name === "string")) return "aud";
}
