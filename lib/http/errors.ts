import { HttpError } from "fresh";

export function badField(name: string, rule: string): HttpError {
  return new HttpError(400, `${name} ${rule}`);
}

/**
 * One 401 for every reason: an attacker doesn't learn which part of a
 * credential was right (OWASP ASVS 5.0, 6.3.8). The cause goes to the log.
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
