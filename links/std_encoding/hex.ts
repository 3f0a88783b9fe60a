/**
 * `@std/encoding/hex` over the platform's own codec.
 *
 * @module
 */
import { toBytes } from "./_bytes.ts";

export function encodeHex(src: ArrayBuffer | Uint8Array | string): string {
  return toBytes(src).toHex();
}

export function decodeHex(src: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromHex(src);
}
