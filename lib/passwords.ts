/**
 * Passwords at rest: scrypt (RFC 7914) in the PHC string format,
 * `$scrypt$ln=14,r=8,p=5$<salt>$<hash>`, at one of the costs that OWASP's
 * Password Storage Cheat Sheet lists as equal. This one needs the least memory
 * that still slows a guesser down: 16 MiB for each hash.
 *
 * @module
 */
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

interface Cost {
  /** log₂ of scrypt's N. */
  ln: number;
  r: number;
  p: number;
}

const COST: Cost = { ln: 14, r: 8, p: 5 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

const PHC =
  /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Hashes a password with a new random salt: about 0.2 s, on purpose. */
export async function hashPassword(
  password: string,
  cost = COST,
): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return phc(cost, salt, await derive(password, salt, cost, HASH_BYTES));
}

/**
 * Whether `password` is the one that was hashed. Something that is not a PHC
 * string of scrypt matches no password.
 *
 * @example A hash verifies its own password only
 * ```ts
 * import { assert, assertFalse } from "@std/assert";
 * import { hashPassword, verifyPassword } from "./passwords.ts";
 *
 * const hash = await hashPassword("qwerty");
 * assert(await verifyPassword("qwerty", hash));
 * assertFalse(await verifyPassword("qwertz", hash));
 * ```
 */
export async function verifyPassword(
  password: string,
  hash: string,
): Promise<boolean> {
  const match = PHC.exec(hash);
  if (match === null) return false;
  const cost = { ln: +match[1], r: +match[2], p: +match[3] };
  const salt = Uint8Array.fromBase64(match[4]);
  const expected = Uint8Array.fromBase64(match[5]);
  const actual = await derive(password, salt, cost, expected.length);
  return timingSafeEqual(actual, expected);
}

/**
 * A hash that no password has. Verifying against it costs what a real one
 * costs, so an unknown user can't be told from a wrong password by the clock.
 */
export const NOBODYS_HASH: string = phc(
  COST,
  new Uint8Array(SALT_BYTES),
  new Uint8Array(HASH_BYTES),
);

function phc({ ln, r, p }: Cost, salt: Uint8Array, hash: Uint8Array): string {
  const [s, h] = [salt, hash].map((b) => b.toBase64({ omitPadding: true }));
  return `$scrypt$ln=${ln},r=${r},p=${p}$${s}$${h}`;
}

/** How many hashes run at once: one processor is left to serve. */
const MAX_RUNNING = Math.max(1, navigator.hardwareConcurrency - 1);

/** How many may wait for that; whoever comes later is told to come again. */
const MAX_WAITING = 50;

/** Too many passwords are being hashed just now. */
export class OverloadError extends Error {
  override name = "OverloadError";
}

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Runs on a thread of its own: the event loop goes on serving meanwhile. How
 * many do at once is bounded, and so are the memory and the processors that a
 * flood of logins can take.
 */
async function derive(
  ...input: Parameters<typeof runScrypt>
): Promise<Uint8Array> {
  if (running === MAX_RUNNING) {
    if (waiting.length === MAX_WAITING) {
      throw new OverloadError("Too many logins at once");
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running++;
  try {
    return await runScrypt(...input);
  } finally {
    // Hands its place on, or gives it back.
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

function runScrypt(
  password: string,
  salt: Uint8Array,
  { ln, r, p }: Cost,
  length: number,
): Promise<Uint8Array> {
  const options = { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r };
  return new Promise((resolve, reject) => {
    scrypt(
      password,
      salt,
      length,
      options,
      (error, key) => error ? reject(error) : resolve(key),
    );
  });
}
