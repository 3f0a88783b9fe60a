import { networkOf } from "./http/address.ts";
import { RetryError } from "./http/errors.ts";
import { sha256 } from "./tokens.ts";

/** How many wrong passwords are taken, and for how long they count, in ms. */
export const MAX_FAILURES = 10;
export const WINDOW: number = 15 * 60 * 1000;

/**
 * How many pairs of account and network are remembered. So many failed logins
 * take even eight processors longer than the window, at 0.2 s for each hash.
 */
const MAX_REMEMBERED = 50_000;

/**
 * How often a password may be guessed: ten times in 15 minutes, for one account
 * from one network. From another network the right user gets in at once.
 *
 * A school has one address for all its learners. In a class each has an account
 * of their own, in their own world, so nobody can lock out a neighbour. To take
 * a new world each time gains nothing: its passwords are others.
 *
 * Each server counts for itself, in memory, and a restart forgets. So N servers
 * let N times as many guesses pass, which a good password withstands.
 */
export class LoginLimit {
  /** By key, the oldest first. */
  readonly #failures = new Map<string, { since: number; count: number }>();

  /** @param clock Milliseconds since the epoch. */
  constructor(readonly clock: () => number) {}

  /** What is counted together: an account, in a world, and a network. */
  key(email: string, address: string, world = ""): string {
    // As for the database, case doesn't matter. The hash keeps long ones short.
    return sha256(`${networkOf(address)} ${world} ${email.toLowerCase()}`);
  }

  /** @throws {RetryError} 429 if there may not be another attempt */
  check(key: string): void {
    const failures = this.#failures.get(key);
    if (failures === undefined || failures.count < MAX_FAILURES) return;
    const left = failures.since + WINDOW - this.clock();
    // A clock that was set back must not make the wait longer.
    if (left <= 0 || left > WINDOW) {
      this.#failures.delete(key);
      return;
    }
    throw new RetryError(
      429,
      `Too many wrong passwords. Try again in ${Math.ceil(left / 60_000)} min.`,
      Math.ceil(left / 1000),
      "too many wrong passwords for one account from one network",
    );
  }

  fail(key: string): void {
    const now = this.clock();
    for (const [old, { since }] of this.#failures) {
      const isOver = now - since >= WINDOW || now < since;
      if (!isOver && this.#failures.size < MAX_REMEMBERED) break;
      this.#failures.delete(old);
    }
    const failures = this.#failures.get(key) ?? { since: now, count: 0 };
    failures.count++;
    this.#failures.set(key, failures);
  }

  /** Forgets the wrong passwords of someone who knew the right one. */
  succeed(key: string): void {
    this.#failures.delete(key);
  }

  get size(): number {
    return this.#failures.size;
  }
}
