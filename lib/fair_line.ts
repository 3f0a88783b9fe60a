import { RetryError } from "./http/errors.ts";

// In milliseconds. Two hundred learners take two processors about 20 s.
const MAX_WAIT = 45_000;
/** How many may wait for one client, and for all of them together. */
const MAX_WAITING = { each: 250, all: 2000 };

/**
 * A line for work that is slow on purpose, such as hashing a password.
 *
 * Only so much of it runs at once, and each client gets its turn: someone who
 * sends a thousand logins waits for the thousand, and others pass.
 */
export class FairLine {
  #running = 0;
  #waiting = 0;
  /** Who waits, by client. The client whose turn is next comes first. */
  readonly #turns = new Map<string, Set<() => void>>();

  /** @param atOnce How much work runs at once. Default: one for each processor. */
  constructor(readonly atOnce: number = navigator.hardwareConcurrency) {}

  /** @throws {RetryError} 503 if too many wait, or after 45 seconds */
  async run<T>(client: string, work: () => Promise<T>): Promise<T> {
    if (this.#running < this.atOnce) this.#running++;
    else await this.#turn(client);
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  #turn(client: string): Promise<void> {
    const turns = this.#turns.get(client) ?? new Set();
    if (turns.size >= MAX_WAITING.each || this.#waiting >= MAX_WAITING.all) {
      throw busy("the line is full");
    }
    this.#turns.set(client, turns);
    this.#waiting++;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const turn = () => {
      this.#leave(client, turn);
      resolve();
    };
    // Before the timer: Deno may run other work while it sets its first one.
    turns.add(turn);
    const timer = setTimeout(() => {
      this.#leave(client, turn);
      reject(busy("it waited too long in the line"));
    }, MAX_WAIT);
    return promise.finally(() => clearTimeout(timer));
  }

  #leave(client: string, turn: () => void): void {
    const turns = this.#turns.get(client)!;
    turns.delete(turn);
    if (turns.size === 0) this.#turns.delete(client);
    this.#waiting--;
  }

  /** Gives the place that has become free to the next one, or back. */
  #next(): void {
    const [first] = this.#turns;
    if (first === undefined) {
      this.#running--;
      return;
    }
    const [client, turns] = first;
    const [turn] = turns;
    // The client goes to the end of the line, if it has more to do.
    this.#turns.delete(client);
    this.#turns.set(client, turns);
    turn();
  }
}

function busy(why: string): RetryError {
  const message = "Too many people are logging in just now. Try again soon.";
  return new RetryError(503, message, 5, why);
}
