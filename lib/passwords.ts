/**
 * Passwords at rest: scrypt (RFC 7914) in the PHC string format,
 * `$scrypt$ln=14,r=8,p=5$<salt>$<hash>`. Of the costs that OWASP's Password
 * Storage Cheat Sheet lists as equal, it takes the least memory: 16 MiB a hash.
 *
 * A hash is slow on purpose: someone who has stolen the table can try only a few
 * passwords a second. See `fair_line.ts` for how logins share the processors.
 *
 * @module
 */
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

interface Cost {
  ln: number; // log₂ of scrypt's N
  r: number;
  p: number;
}

const COST: Cost = { ln: 14, r: 8, p: 5 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Hashes a password with a new random salt, for about 0.2 s. */
export async function hashPassword(
  password: string,
  cost = COST,
): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return phc(cost, salt, await derive(password, salt, cost, HASH_BYTES));
}

/**
 * Whether `password` is the one that was hashed, character for character. A
 * broken hash matches no password.
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
  const parsed = parsePhc(hash);
  if (parsed === null) return false;
  const { cost, salt, hash: expected } = parsed;
  const actual = await derive(password, salt, cost, expected.length);
  // scrypt doesn't see zero bytes at the end (HMAC fills up its key with them,
  // RFC 2104 §2), and all halves of surrogate pairs are the same to UTF-8.
  const isExact = !password.includes("\0") && password.isWellFormed();
  return timingSafeEqual(actual, expected) && isExact;
}

/** A hash that no password has, and that takes as long to verify as any. */
export const NOBODYS_HASH: string = phc(
  COST,
  new Uint8Array(SALT_BYTES),
  new Uint8Array(HASH_BYTES),
);

function phc({ ln, r, p }: Cost, salt: Uint8Array, hash: Uint8Array): string {
  const [s, h] = [salt, hash].map((b) => b.toBase64({ omitPadding: true }));
  return `$scrypt$ln=${ln},r=${r},p=${p}$${s}$${h}`;
}

const PHC =
  /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** The parts of a PHC string; null if it is broken or costs too much. */
function parsePhc(text: string) {
  const match = PHC.exec(text);
  if (match === null) return null;
  const cost = { ln: +match[1], r: +match[2], p: +match[3] };
  if (cost.ln < 1 || cost.ln > 20 || cost.r < 1 || cost.p < 1) return null;
  try {
    const [salt, hash] = match.slice(4).map((b) => Uint8Array.fromBase64(b));
    return hash.length < 16 ? null : { cost, salt, hash };
  } catch {
    return null; // not base64
  }
}

/** scrypt, on a thread of its own: the event loop goes on serving meanwhile. */
function derive(
  password: string,
  salt: Uint8Array,
  { ln, r, p }: Cost,
  length: number,
): Promise<Uint8Array> {
  const options = { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r };
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const done = (error: Error | null, key: Uint8Array) =>
    error ? reject(error) : resolve(key);
  scrypt(password, salt, length, options, done);
  return promise;
}
