/**
 * Refusals. Each is Fresh's `HttpError`, whose message people see; why a
 * credential was refused is its `cause`, and goes to the server's log only.
 *
 * @module
 */
import { HttpError } from "fresh";

/** A field of the request that can't be taken: 400, and its name. */
export function badField(name: string, rule: string): HttpError {
  return new HttpError(400, `${name} ${rule}`);
}

/**
 * One generic 401: an attacker learns nothing from it about which part of a
 * credential was right (OWASP ASVS 5.0, 6.3.8).
 */
export function unauthorized(cause: unknown): HttpError {
  return new HttpError(401, "You are not logged in", { cause });
}
