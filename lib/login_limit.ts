/**
 * How often a password may be guessed: ten times in 15 minutes, for one account
 * from one network. Whoever guesses locks out nobody but themself: the right
 * user gets in from elsewhere, and from there again when the time is up.
 *
 * Each server counts for itself, in memory; a restart forgets. So N servers let
 * N times as many guesses pass, which no good password minds.
 *
 * @module
 */
import { hashToken } from "./tokens.ts";

/** How many wrong passwords are borne. */
export const MAX_FAILURES = 10;

/** For how long they count: 15 minutes, in milliseconds. */
export const WINDOW: number = 15 * 60 * 1000;

/**
 * How many pairs of account and network are remembered. To have one forgotten
 * takes as many failed logins, and as a password's hash takes about 0.2 s of a
 * processor, more than the window even on eight of them.
 */
const MAX_REMEMBERED = 50_000;

/** Too many wrong passwords. */
export class GuessError extends Error {
  override name = "GuessError";

  /** @param retryAfter Seconds until the next attempt. */
  constructor(readonly retryAfter: number) {
    super("Too many wrong passwords for one account from one address");
  }
}

/**
 * Counts wrong passwords. Times are in milliseconds since the epoch.
 *
 * @example Ten wrong ones, and a while later the right one
 * ```ts
 * import { assertThrows } from "@std/assert";
 * import { GuessError, LoginLimit, WINDOW } from "./login_limit.ts";
 *
 * const limit = new LoginLimit();
 * const who = limit.key("vidu@example.com", "192.0.2.7");
 * for (let i = 0; i < 10; i++) limit.fail(who, 0);
 *
 * assertThrows(() => limit.check(who, 1), GuessError);
 * limit.check(limit.key("vidu@example.com", "192.0.2.8"), 1);
 * limit.check(who, WINDOW);
 * ```
 */
export class LoginLimit {
  /** By key, the oldest first. */
  readonly #failures = new Map<string, { since: number; count: number }>();

  /** What is counted. An address of IPv6 stands for its network, a /64. */
  key(email: string, address: string): string {
    // As the database compares them, and no longer than this, whatever is sent.
    return hashToken(`${network(address)} ${email.toLowerCase()}`);
  }

  /**
   * Returns without a word if there may be another attempt.
   *
   * @throws {GuessError} If there may not
   */
  check(key: string, now: number): void {
    const failures = this.#failures.get(key);
    if (failures === undefined || failures.count < MAX_FAILURES) return;
    const left = failures.since + WINDOW - now;
    // A clock that was set back must not lengthen it.
    if (left > 0 && left <= WINDOW) {
      throw new GuessError(Math.ceil(left / 1000));
    }
    this.#failures.delete(key);
  }

  /** Counts a wrong password. */
  fail(key: string, now: number): void {
    for (const [old, { since }] of this.#failures) {
      const isOver = now - since >= WINDOW || now < since;
      if (!isOver && this.#failures.size < MAX_REMEMBERED) break;
      this.#failures.delete(old);
    }
    const failures = this.#failures.get(key) ?? { since: now, count: 0 };
    failures.count++;
    this.#failures.set(key, failures);
  }

  /** Forgets the wrong passwords of somebody who knew the right one. */
  succeed(key: string): void {
    this.#failures.delete(key);
  }

  /** How many pairs of account and network are remembered. */
  get size(): number {
    return this.#failures.size;
  }
}

/** The address itself, or of IPv6 the half that one customer has as a whole. */
function network(address: string): string {
  if (!address.includes(":") || address.includes(".")) return address;
  const [head, tail] = address.split("::").map((part) =>
    part === "" ? [] : part.split(":")
  );
  const zeros = tail ? Array(8 - head.length - tail.length).fill("0") : [];
  return [...head, ...zeros, ...tail ?? []].slice(0, 4).join(":");
}
