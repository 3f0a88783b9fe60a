/**
 * `@std/encoding/base64url` over the platform's own codec: encodes without
 * padding. See `base64.ts` for where the two differ.
 *
 * @module
 */
import { toBytes } from "./_bytes.ts";

export function encodeBase64Url(
  data: ArrayBuffer | Uint8Array | string,
): string {
  return toBytes(data).toBase64({ alphabet: "base64url", omitPadding: true });
}

export function decodeBase64Url(b64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromBase64(b64url, { alphabet: "base64url" });
}
