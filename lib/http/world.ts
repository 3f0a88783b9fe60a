import type { Context, Middleware } from "fresh";
import type { State } from "../state.ts";
import { generateToken, sha256 } from "../tokens.ts";
import { HOME, MAX_WORLDS, TOUCH_EVERY, touchWorld } from "../worlds.ts";
import { readCookie, setCookie } from "./cookies.ts";

/** Which world a request is in. */
export interface World {
  hash: string; // what the database knows it by
  code: string | null; // what the browser does; null where there is one for all
  isNew: boolean; // whether the browser learns the code from this answer
}

/**
 * Whether a request concerns nobody but its sender, because it comes from the
 * machine that serves it or brings its browser's own world. Only then the server
 * tells what it does, and lets the clock be moved.
 */
export function isOwnWorld({ isLocal, world }: State): boolean {
  return isLocal || (world.code !== null && !world.isNew);
}

const COOKIE = "world";
const COOKIE_LIFETIME = 30 * 24 * 60 * 60; // in seconds

/** Tells a new browser its world, and notes that the world of another is used. */
export const keepWorld: Middleware<State> = async (ctx: Context<State>) => {
  const { clock, db, world, worlds } = ctx.state;
  if (world.code !== null && !world.isNew && worlds.isDue(world, clock())) {
    // A page that needs no database works without it; any other one will tell.
    await touchWorld(db, world.hash, clock()).catch(() => {});
  }
  const response = await ctx.next();
  const { headers } = response;
  if (world.isNew) {
    const everywhere = { ...ctx.state, base: "" };
    const cookie = setCookie(everywhere, COOKIE, world.code!, COOKIE_LIFETIME);
    headers.append("Set-Cookie", cookie);
    // It is this browser's alone: no cache between may keep it for others.
    if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private");
  }
  return response;
};

/** How many entries the lists of all worlds may have: about 100 MB. */
const MAX_ENTRIES = 50_000;

type List = { length: number } | { size: number };

interface Memory {
  touchedAt: number;
  lists: Map<() => List, List>; // what rungs keep in memory
  entries: number; // of the lists, when one was last asked for
}

/** Finds the worlds of requests, and keeps a bounded number in memory. */
export class Worlds {
  /** By hash; the one that was not used for the longest time comes first. */
  readonly #memories = new Map<string, Memory>();
  #entries = 0;

  /** @param isClass Whether each browser has a world of its own. */
  constructor(readonly isClass: boolean) {}

  /** The world that a request's headers name, or a new one. */
  of(headers: Headers): World {
    if (!this.isClass) return { hash: HOME, code: null, isNew: false };
    const sent = readCookie(headers, COOKIE) ?? "";
    const isNew = !/^[A-Za-z0-9_-]{43}$/.test(sent);
    const code = isNew ? generateToken() : sent;
    return { hash: sha256(code), code, isNew };
  }

  /** Whether it is time to note in the database that a world is in use. */
  isDue(world: World, now: number): boolean {
    const memory = this.#remember(world);
    const isDue = Math.abs(now - memory.touchedAt) >= TOUCH_EVERY;
    if (isDue) memory.touchedAt = now;
    return isDue;
  }

  /** A world's own list, the same each time until it is forgotten. */
  list<T extends List>(world: World, make: () => T): T {
    const memory = this.#remember(world);
    if (!memory.lists.has(make)) memory.lists.set(make, make());
    this.#entries -= memory.entries;
    memory.entries = 0;
    for (const list of memory.lists.values()) {
      memory.entries += "size" in list ? list.size : list.length;
    }
    this.#entries += memory.entries;
    while (this.#entries > MAX_ENTRIES && this.#memories.size > 1) {
      this.forget(this.#memories.keys().next().value!);
    }
    return memory.lists.get(make) as T;
  }

  /** Forgets the lists of the world with this hash. */
  forget(hash: string): void {
    this.#entries -= this.#memories.get(hash)?.entries ?? 0;
    this.#memories.delete(hash);
  }

  #remember({ hash }: World): Memory {
    const memory = this.#memories.get(hash) ??
      { touchedAt: -Infinity, lists: new Map(), entries: 0 };
    this.#memories.delete(hash);
    this.#memories.set(hash, memory);
    if (this.#memories.size > MAX_WORLDS) {
      this.forget(this.#memories.keys().next().value!);
    }
    return memory;
  }
}
