import {
  assert,
  assertEquals,
  assertFalse,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import { encodeHex } from "@std/encoding/hex";
import { importJwtKey, type JwtAlgorithm } from "./jwt.ts";

const LENGTHS: [JwtAlgorithm, number][] = [
  ["HS256", 32],
  ["HS384", 48],
  ["HS512", 64],
];

// RFC 4231 §4.7: a key of 131 bytes of 0xaa
const TEXT = "Test Using Larger Than Block-Size Key - Hash Key First";
const RFC_4231: [JwtAlgorithm, string][] = [
  ["HS256", "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"],
  [
    "HS384",
    "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952",
  ],
  [
    "HS512",
    "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598",
  ],
];

Deno.test("importJwtKey() refuses a secret shorter than the hash", () => {
  for (const [alg, length] of LENGTHS) {
    assertEquals(importJwtKey(new Uint8Array(length), { alg }).alg, alg);
    assertThrows(
      () => importJwtKey(new Uint8Array(length - 1), { alg }),
      RangeError,
      `${alg} needs a secret of ${length} bytes`,
    );
  }
  assertThrows(() => importJwtKey(new Uint8Array()), RangeError, "32 bytes");
});

Deno.test("importJwtKey() refuses an algorithm that is not one of the three", () => {
  for (
    const alg of ["none", "hs256", "RS256", "", "constructor", "__proto__"]
  ) {
    assertThrows(
      () => importJwtKey(new Uint8Array(64), { alg: alg as JwtAlgorithm }),
      TypeError,
      "no algorithm",
    );
  }
});

Deno.test("JwtKey.sign() keeps to RFC 4231 §4.7", () => {
  for (const [alg, mac] of RFC_4231) {
    const key = importJwtKey(new Uint8Array(131).fill(0xaa), { alg });
    const first = key.sign(TEXT);
    assertEquals(encodeHex(first), mac);
    key.sign("another text");
    assertEquals(encodeHex(key.sign(TEXT)), mac, "the second time");
    assertEquals(encodeHex(first), mac, "afterwards");
  }
});

Deno.test("JwtKey.sign() signs a text that is longer than the memory of borrowUtf8()", async () => {
  const secret = new Uint8Array(32).fill(1);
  const key = await crypto.subtle.importKey(
    "raw",
    secret,
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  for (
    const text of ["a".repeat(8192), "a".repeat(8193), "é".repeat(100_000)]
  ) {
    const bytes = new TextEncoder().encode(text);
    const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes));
    assertEquals(encodeHex(importJwtKey(secret).sign(text)), encodeHex(mac));
  }
});

Deno.test("JwtKey.verify() takes the MAC, and no other with one bit changed", () => {
  for (const [alg] of LENGTHS) {
    const key = importJwtKey(new Uint8Array(64).fill(1), { alg });
    const mac = key.sign(TEXT);
    assert(key.verify(TEXT, mac));
    for (let bit = 0; bit < mac.length * 8; bit++) {
      mac[bit >> 3] ^= 1 << (bit & 7);
      assertFalse(key.verify(TEXT, mac), `bit ${bit}`);
      mac[bit >> 3] ^= 1 << (bit & 7);
    }
    assertFalse(key.verify(TEXT, mac.subarray(0, -1)));
    assertFalse(key.verify(TEXT, new Uint8Array([...mac, 0])));
    assertFalse(key.verify(TEXT, new Uint8Array()));
    assertFalse(key.verify(`${TEXT} `, mac));
  }
});

Deno.test("a key doesn't change with the bytes that it was made of", () => {
  const secret = new Uint8Array(32).fill(1);
  const key = importJwtKey(secret);
  const mac = key.sign(TEXT);
  secret.fill(2);
  assert(key.verify(TEXT, mac));
});

Deno.test("a key shows its secret in no form", () => {
  const secret = "0123456789abcdefghijklmnopqrstuvwxyz";
  const key = importJwtKey(new TextEncoder().encode(secret));
  for (const shown of [Deno.inspect(key, { depth: 9 }), JSON.stringify(key)]) {
    assert(shown.includes("HS256"), shown);
    assertFalse(shown.includes(secret.slice(0, 4)), shown);
    assertFalse(shown.includes("48, 49, 50"), shown);
  }
  assertStrictEquals(Object.isFrozen(key.header), true);
});
