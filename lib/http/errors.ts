/**
 * Refusals. Each is Fresh's `HttpError`: its message is the answer, and its
 * `cause`, if it has one, says more in the server's log and on the wire that a
 * learner sees on their own machine.
 *
 * @module
 */
import { HttpError } from "fresh";

/** A field of the request that can't be taken: 400, and its name. */
export function badField(name: string, rule: string): HttpError {
  return new HttpError(400, `${name} ${rule}`);
}

/**
 * One 401 for every reason: an attacker doesn't learn which part of a
 * credential was right (OWASP ASVS 5.0, 6.3.8).
 */
export function unauthorized(cause: unknown): HttpError {
  return new HttpError(401, "You are not logged in", { cause });
}

/** Something that may work later: 429 or 503 with `Retry-After`. */
export class RetryError extends HttpError {
  /** @param retryAfter Seconds. */
  constructor(
    status: 429 | 503,
    message: string,
    readonly retryAfter: number,
    cause: unknown,
  ) {
    super(status, message, { cause });
  }
}
