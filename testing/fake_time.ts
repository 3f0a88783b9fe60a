/**
 * Timers that a test moves on by hand.
 *
 * @module
 */
export class FakeTime implements Disposable {
  readonly #real = { setTimeout, clearTimeout };
  readonly #timers = new Map<number, { at: number; call: () => void }>();
  #now = 0;
  #lastId = 0;

  constructor() {
    const set = (call: () => void, delay = 0) => {
      this.#timers.set(++this.#lastId, { at: this.#now + delay, call });
      return this.#lastId;
    };
    Object.assign(globalThis, {
      setTimeout: set,
      clearTimeout: (id: number) => this.#timers.delete(id),
    });
  }

  /** Lets so many milliseconds pass. */
  tick(milliseconds: number): void {
    this.#now += milliseconds;
    for (const [id, { at, call }] of [...this.#timers]) {
      if (at > this.#now) continue;
      this.#timers.delete(id);
      call();
    }
  }

  [Symbol.dispose](): void {
    Object.assign(globalThis, this.#real);
  }
}
