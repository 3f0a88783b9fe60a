/**
 * Our base64 beside the platform's own, which is not written in JavaScript, and
 * beside js-base64, which leaves to the platform what it can.
 *
 * `deno task bench` runs it.
 *
 * @module
 */
import { Base64 } from "js-base64";
import { decodeBase64, encodeBase64 } from "../lib/base64.ts";

const SIZES = [32, 150, 1024, 64 * 1024, 1024 * 1024];

for (const size of SIZES) {
  const data = new Uint8Array(size);
  for (let i = 0; i < size; i += 65536) {
    crypto.getRandomValues(data.subarray(i, i + 65536));
  }
  const text = data.toBase64();

  // Reading a character makes the engine finish a text that it puts together
  // only when needed.
  const encode = `encode ${size} bytes`;
  Deno.bench("lib/base64.ts", { group: encode, baseline: true }, () => {
    encodeBase64(data).charCodeAt(0);
  });
  Deno.bench("js-base64", { group: encode }, () => {
    Base64.fromUint8Array(data).charCodeAt(0);
  });
  Deno.bench("the platform", { group: encode }, () => {
    data.toBase64().charCodeAt(0);
  });

  const decode = `decode ${size} bytes`;
  Deno.bench("lib/base64.ts", { group: decode, baseline: true }, () => {
    decodeBase64(text);
  });
  Deno.bench("js-base64", { group: decode }, () => {
    Base64.toUint8Array(text);
  });
  Deno.bench("the platform", { group: decode }, () => {
    Uint8Array.fromBase64(text);
  });
  Deno.bench("memory alone, of this size", { group: decode }, () => {
    new Uint8Array(size);
  });
}
