/**
 * `@std/encoding/base64` over the platform's own codec. Both take missing
 * padding and ignore unused bits. They differ in what they throw, and the
 * platform skips white space where the real one throws: rely on neither.
 *
 * @module
 */
import { toBytes } from "./_bytes.ts";

export function encodeBase64(data: ArrayBuffer | Uint8Array | string): string {
  return toBytes(data).toBase64();
}

export function decodeBase64(b64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromBase64(b64);
}
