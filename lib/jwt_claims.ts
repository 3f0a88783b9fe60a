/** What a JWT says. Times are in seconds since 1970 (RFC 7519 §2). */
export interface JwtClaims {
  iss?: string; // issuer: who made it
  sub?: string; // subject: whom it is about
  aud?: string | string[]; // audience: whom it is for
  exp?: number; // expiration time: it is good until then
  nbf?: number; // not before: it is good from then on
  iat?: number; // issued at: when it was made
  jti?: string; // JWT ID: its own name
  [name: string]: unknown;
}

export type JwtErrorCode =
  | "malformed" // it can't be read (the JSON of its payload: after the MAC)
  | "algorithm" // its header asks for another way to check it
  | "signature" // our key did not sign it
  | "claim" // a claim has the wrong type, or is missing, or is not for us
  | "not-yet-valid"
  | "expired";

/** Why a JWT is refused. The message has no word of the JWT or the key. */
export class JwtError extends Error {
  override readonly name = "JwtError";

  /**
   * @param claim The name of the claim that is to blame, if one is
   * @param claims All claims, but only if the JWT has expired and *nothing else*
   * is wrong with it.
   */
  constructor(
    readonly code: JwtErrorCode,
    problem: string,
    readonly claim?: string,
    readonly claims?: JwtClaims,
  ) {
    super(`Cannot accept JWT: ${problem}`);
  }
}

export interface VerifyJwtOptions {
  /** Our name, which `aud` must have. Unset: a JWT with an `aud` is refused. */
  audience?: string;
  /** The time, in seconds since 1970. Unset: the system's. */
  now?: number;
  /** Seconds after `iat` at which it is too old, whatever its `exp`. */
  maxAge?: number;
}

// Seconds: the clocks of two servers differ a little.
const CLOCK_SKEW = 60;

/** @throws {RangeError} If one makes no sense: our own bug, not the JWT's */
export function checkOptions({ now = 0, maxAge = 0 }: VerifyJwtOptions): void {
  if (!Number.isFinite(now) || !Number.isFinite(maxAge) || maxAge < 0) {
    throw new RangeError("Cannot verify JWT: now or maxAge is not a time");
  }
}

/**
 * Checks the claims of a JWT that our key has signed: `exp` last, because its
 * error carries the claims.
 *
 * @throws {JwtError} If one of them doesn't fit
 */
export function checkClaims(
  claims: JwtClaims,
  { audience, now = Date.now() / 1000, maxAge }: VerifyJwtOptions,
): void {
  const { aud, exp, nbf, iat } = claims;
  const mistyped = findMistyped(claims);
  if (mistyped !== undefined) {
    throw new JwtError("claim", `${mistyped} has the wrong type`, mistyped);
  }
  // A JWT for others must be refused, whoever we are (RFC 7519 §4.1.3).
  const isForUs = audience === undefined
    ? aud === undefined
    : [aud].flat().includes(audience);
  if (!isForUs) {
    throw new JwtError("claim", "it is for another audience", "aud");
  }
  if (nbf !== undefined && now < nbf) {
    throw new JwtError("not-yet-valid", "it is not valid yet", "nbf");
  }
  if (maxAge !== undefined) {
    if (iat === undefined) {
      throw new JwtError("claim", "it does not say how old it is", "iat");
    }
    if (now < iat - CLOCK_SKEW) {
      throw new JwtError("not-yet-valid", "it was made in the future", "iat");
    }
    if (now >= iat + maxAge) {
      throw new JwtError("expired", "it is too old", "iat");
    }
  }
  if (exp !== undefined && now >= exp) {
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
