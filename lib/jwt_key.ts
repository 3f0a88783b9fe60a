import { hmac } from "@noble/hashes/hmac.js";
import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { encodeBase64Url } from "./base64.ts";
import { borrowUtf8 } from "./utf8.ts";

// Nobody should write SHA-2 by hand. This library is faster here than the
// platform: it does once for all what depends on the key alone.
const HASHES = { HS256: sha256, HS384: sha384, HS512: sha512 };

/** What the header of a JWT may name as its `alg` (RFC 7518 §3.2). */
export type JwtAlgorithm = keyof typeof HASHES;

/** A secret that signs and verifies (HMAC, RFC 2104). Printing doesn't show it. */
export class JwtKey {
  /** The header of each JWT that this key signs. */
  readonly header: Readonly<Record<string, unknown>>;
  readonly headerSegment: string;
  readonly #keyed;
  readonly #running;
  readonly #mac: Uint8Array;

  /** For {@linkcode importJwtKey}, which checks what it is given. */
  constructor(secret: Uint8Array, readonly alg: JwtAlgorithm) {
    this.header = Object.freeze({ alg, typ: "JWT" });
    const json = JSON.stringify(this.header);
    this.headerSegment = encodeBase64Url(borrowUtf8(json));
    this.#keyed = hmac.create(HASHES[alg], secret);
    this.#running = this.#keyed.clone();
    this.#mac = new Uint8Array(HASHES[alg].outputLen);
  }

  sign(text: string): Uint8Array {
    return this.#compute(text).slice();
  }

  /**
   * Whether `mac` is the MAC of the text. It compares all bytes: if it stopped at
   * the first wrong one, its time would tell how many are right, so that a MAC
   * could be guessed byte by byte.
   */
  verify(text: string, mac: Uint8Array): boolean {
    const right = this.#compute(text);
    if (mac.length !== right.length) return false;
    let difference = 0;
    for (let i = 0; i < right.length; i++) difference |= mac[i] ^ right[i];
    return difference === 0;
  }

  /**
   * The MAC, in memory that the next call overwrites. With a new clone() and a
   * new digest() for each, verifying would take a third longer.
   */
  #compute(text: string): Uint8Array {
    this.#keyed._cloneInto(this.#running);
    this.#running.update(borrowUtf8(text)).digestInto(this.#mac);
    return this.#mac;
  }
}

/**
 * @param secret Random bytes
 * @throws {RangeError} If they are fewer than the hash has (RFC 7518 §3.2)
 * @throws {TypeError} If the algorithm isn't one of the three
 */
export function importJwtKey(
  secret: Uint8Array,
  { alg = "HS256" }: { alg?: JwtAlgorithm } = {},
): JwtKey {
  if (!Object.hasOwn(HASHES, alg)) {
    throw new TypeError(`Cannot import JWT key: no algorithm ${alg}`);
  }
  const least = HASHES[alg].outputLen;
  if (!(secret.length >= least)) {
    throw new RangeError(
      `Cannot import JWT key: ${alg} needs a secret of ${least} bytes`,
    );
  }
  return new JwtKey(secret, alg);
}
