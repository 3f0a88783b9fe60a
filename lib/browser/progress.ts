/**
 * What a learner has done on the ladder. It never leaves this browser.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";

/** `used`: logged in, or made a change where nobody has to log in. */
export type Deed = "used" | "attacked";

const KEY = "ladder-progress";

/** Such as `4 used`. Filled in a browser only: a server has many visitors. */
export const deeds: Signal<ReadonlySet<string>> = signal(new Set());

/** Reads what this browser has kept; nothing where it keeps nothing. */
export function readDeeds(): void {
  try {
    deeds.value = new Set(localStorage.getItem(KEY)?.split(","));
  } catch {
    // Its storage is blocked.
  }
}

/** @param base The path of the rung; one that is served alone is no ladder. */
export function addDeed(base: string, deed: Deed): void {
  const id = /^\/stages\/([\w.]+)$/.exec(base)?.[1];
  if (id === undefined) return;
  readDeeds();
  keepDeeds(new Set([...deeds.value, `${id} ${deed}`]));
}

/** Keeps these, or forgets all if there are none. */
export function keepDeeds(all: ReadonlySet<string>): void {
  deeds.value = all;
  try {
    if (all.size === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, [...all].join());
  } catch {
    // Its storage is blocked.
  }
}
