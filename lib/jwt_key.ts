/**
 * Keys for an HMAC (RFC 2104): one secret both signs a JWT and verifies it.
 *
 * @module
 */
import { hmac } from "@noble/hashes/hmac.js";
import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { encodeBase64Url } from "./base64.ts";

/** What a token's header may name as its `alg` (RFC 7518 §3.2). */
export type JwtAlgorithm = "HS256" | "HS384" | "HS512";

// SHA-2 isn't for writing by hand. Measured for a token of 170 characters,
// @noble/hashes takes 1.7 µs, as a key's first block is hashed once for all;
// node:crypto takes 6 µs and WebCrypto 15 µs or more, most of it on the way out
// of the engine and back. And it is the one that answers at once in a browser.
const HASHES = { HS256: sha256, HS384: sha384, HS512: sha512 };

/** What is used of an HMAC of @noble/hashes. */
interface Hmac {
  update(bytes: Uint8Array): Hmac;
  digestInto(mac: Uint8Array): void;
  _cloneInto(to?: Hmac): Hmac;
}

const encoder = new TextEncoder();
const buffer = new Uint8Array(4096);

/** A secret that is ready for use. Printed, it shows its `alg` and `kid` only. */
export class JwtKey {
  /** The first segment of every token that this key signs. */
  readonly header: string;
  readonly #keyed: Hmac;
  readonly #running: Hmac;
  readonly #mac: Uint8Array;

  constructor(
    secret: Uint8Array,
    readonly alg: JwtAlgorithm,
    readonly kid?: string,
  ) {
    const header = JSON.stringify({ alg, typ: "JWT", kid });
    this.header = encodeBase64Url(encoder.encode(header));
    this.#keyed = hmac.create(HASHES[alg], secret);
    this.#running = this.#keyed._cloneInto();
    this.#mac = new Uint8Array(HASHES[alg].outputLen);
  }

  /** The MAC of a text, in bytes that the next call overwrites. */
  mac(text: string): Uint8Array {
    this.#keyed._cloneInto(this.#running)
      .update(toBytes(text))
      .digestInto(this.#mac);
    return this.#mac;
  }
}

/** New memory for each text would take as long as half its MAC. */
function toBytes(text: string): Uint8Array {
  if (text.length * 3 > buffer.length) return encoder.encode(text);
  return buffer.subarray(0, encoder.encodeInto(text, buffer).written);
}

export function importJwtKey(
  secret: Uint8Array,
  { alg = "HS256", kid }: { alg?: JwtAlgorithm; kid?: string } = {},
): JwtKey {
  const hash = HASHES[alg];
  if (hash === undefined) {
    throw new TypeError(`Cannot import JWT key: unknown algorithm ${alg}`);
  }
  if (secret.length < hash.outputLen) {
    throw new RangeError(
      `Cannot import JWT key: ${alg} needs ${hash.outputLen} bytes or more, not ${secret.length}`,
    );
  }
  return new JwtKey(secret, alg, kid);
}
