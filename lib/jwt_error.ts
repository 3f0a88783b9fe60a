/**
 * Why a JWT is refused.
 *
 * @module
 */
import type { JwtClaims } from "./jwt_claims.ts";

/** The kinds of refusal, in the order in which they are found out. */
export type JwtErrorCode =
  | "malformed"
  | "algorithm"
  | "signature"
  | "claim"
  | "not-yet-valid"
  | "expired";

/**
 * A refused token. Its message has no word of the token or the key: it may be
 * logged.
 *
 * @example Usage
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { JwtError } from "./jwt.ts";
 *
 * const error = new JwtError("claim", "it is for another audience", "aud");
 * assertEquals(error.message, "Cannot accept JWT: it is for another audience");
 * ```
 */
export class JwtError extends Error {
  override readonly name = "JwtError";

  /**
   * @param claim The name of the claim that is to blame, if one is
   * @param claims The claims of a token whose `exp` has passed while *nothing
   * else* is wrong with it: its MAC holds, and so does every other claim. In
   * all other cases there are none, for they can't be believed.
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
