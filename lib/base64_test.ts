import { assert, assertEquals, assertThrows } from "@std/assert";
import * as std from "@std/encoding/base64";
import * as stdUrl from "@std/encoding/base64url";
import fc from "fast-check";
import {
  ALPHABETS,
  type Base64Variant,
  decodeBase64,
  decodeBase64Url,
  encodeBase64,
  encodeBase64Url,
} from "./base64.ts";

// RFC 4648 §10
const RFC_4648 = [
  ["", ""],
  ["f", "Zg=="],
  ["fo", "Zm8="],
  ["foo", "Zm9v"],
  ["foob", "Zm9vYg=="],
  ["fooba", "Zm9vYmE="],
  ["foobar", "Zm9vYmFy"],
].map(([text, base64]) => [new TextEncoder().encode(text), base64] as const);

// RFC 4648 §9, and the bytes of RFC 7515 appendix C
const BINARY = ([
  [[0x14, 0xfb, 0x9c, 0x03, 0xd9, 0x7e], "FPucA9l+"],
  [[0x14, 0xfb, 0x9c, 0x03, 0xd9], "FPucA9k="],
  [[0x14, 0xfb, 0x9c, 0x03], "FPucAw=="],
  [[3, 236, 255, 224, 193], "A+z/4ME="],
] as const).map(([bytes, base64]) => [Uint8Array.from(bytes), base64] as const);

const REFUSED: [text: string, problem: string][] = [
  ["Zm9v ", '" " at position 4'],
  ["Zm\n9v", '"\\n" at position 2'],
  ["Zm9-", '"-" at position 3'],
  ["Zm9_", '"_" at position 3'],
  ["Zmév", '"é" at position 2'],
  ["Zm9\u{1f600}", '"\\ud83d" at position 3'],
  ["Zm9\u0176", '"\u0176" at position 3'], // its low byte is that of "v"
  ["\u5a5aZm9v", '"\u5a5a" at position 0'],
  ["Zm9\0", '"\\u0000" at position 3'],
  ["Zg", "padding"],
  ["Zg=", "padding"],
  ["Zm8", "padding"],
  ["Zm9v=", "padding"],
  ["Zm9v==", "padding"],
  ["=", "padding"],
  ["==", "padding"],
  ["Z", "padding"],
  ["Zm9vY", "padding"],
  ["Zm9v====", '"=" at position 4'],
  ["Zg==Zg==", '"=" at position 2'],
  ["Z=g=", '"=" at position 1'],
  ["Z===", '"=" at position 1'],
  ["====", '"=" at position 0'],
  ["Zh==", "unused bits"],
  ["Zm9=", "unused bits"],
];

const REFUSED_URL: [text: string, problem: string][] = [
  ["Zm9+", '"+" at position 3'],
  ["Zm9/", '"/" at position 3'],
  ["Zg==", '"=" at position 2'],
  ["Zm8=", '"=" at position 3'],
  ["Z", "single symbol"],
  ["Zm9vY", "single symbol"],
  ["Zh", "unused bits"],
  ["Zm9", "unused bits"],
  ["dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl", "unused bits"],
];

/** Whether `decode` takes the text; what it throws must be a `SyntaxError`. */
function takes(decode: (text: string) => Uint8Array, text: string): boolean {
  try {
    decode(text);
    return true;
  } catch (error) {
    assert(error instanceof SyntaxError, `${text}: ${error}`);
    return false;
  }
}

/** Bytes that look random, the same on each run. */
function someBytes(length: number): Uint8Array {
  let state = length + 1;
  return Uint8Array.from({ length }, () => {
    state = Math.imul(state, 1664525) + 1013904223;
    return state >>> 24;
  });
}

const toBase64 = (data: Uint8Array) => data.toBase64();
const toBase64Url = (data: Uint8Array) =>
  data.toBase64({ alphabet: "base64url", omitPadding: true });

/** The platform's codec at its strictest, which still skips white space. */
function nativeTakes(text: string, alphabet: Base64Variant): boolean {
  return !/\s/.test(text) &&
    takes(
      (text) =>
        Uint8Array.fromBase64(text, { alphabet, lastChunkHandling: "strict" }),
      text,
    );
}

/** Asserts that the bytes have the platform's encoding, and come back. */
function checkBytes(data: Uint8Array) {
  const base64 = encodeBase64(data);
  const base64url = encodeBase64Url(data);
  assert(base64 === toBase64(data) && base64url === toBase64Url(data), base64);
  const same = (other: Uint8Array) => toBase64(other) === base64;
  assert(same(decodeBase64(base64)) && same(decodeBase64Url(base64url)));
}

Deno.test("both codecs keep to RFC 4648 §9 and §10, and to RFC 7515 appendix C", () => {
  for (const [data, base64] of [...RFC_4648, ...BINARY]) {
    assertEquals(encodeBase64(data), base64);
    assertEquals(decodeBase64(base64), data);
    const base64url = base64
      .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    assertEquals(encodeBase64Url(data), base64url);
    assertEquals(decodeBase64Url(base64url), data);
  }
});

Deno.test("decodeBase64() says what is wrong, and at which position", () => {
  for (const [text, problem] of REFUSED) {
    assertThrows(() => decodeBase64(text), SyntaxError, problem, text);
  }
});

Deno.test("decodeBase64Url() says what is wrong, and at which position", () => {
  for (const [text, problem] of REFUSED_URL) {
    assertThrows(() => decodeBase64Url(text), SyntaxError, problem, text);
  }
});

Deno.test("every byte string of length 0 to 2 has the platform's encoding", () => {
  checkBytes(new Uint8Array());
  for (let a = 0; a < 256; a++) {
    checkBytes(new Uint8Array([a]));
    for (let b = 0; b < 256; b++) checkBytes(new Uint8Array([a, b]));
  }
});

Deno.test("every length around a chunk's end has the platform's encoding", () => {
  for (const chunks of [0, 1, 2, 3]) {
    for (let more = -4; more <= 4; more++) {
      const length = chunks * 24576 + more;
      if (length >= 0) checkBytes(someBytes(length));
    }
  }
});

Deno.test("of all texts of 2 or 3 symbols, one for each byte string is taken", () => {
  const symbols = ALPHABETS.base64url;
  let two = 0;
  let three = 0;
  for (const a of symbols) {
    for (const b of symbols) {
      if (takes(decodeBase64Url, a + b)) two++;
      // Every fifth, as each refusal is an error with a stack.
      if (symbols.indexOf(b) % 5 !== 0) continue;
      for (const c of symbols) {
        if (takes(decodeBase64Url, a + b + c)) three++;
      }
    }
  }
  assertEquals(two, 256);
  assertEquals(three, 64 * 13 * 16);
});

Deno.test("one of four characters replaced by any of 256 is taken only if it is a symbol", () => {
  const texts = ["Zm9v", "TWFu", "AAAA", "////", "Zg==", "Zm8="];
  for (const text of texts) {
    for (let at = 0; at < 4; at++) {
      for (let code = 0; code < 256; code++) {
        const character = String.fromCharCode(code);
        const other = text.slice(0, at) + character + text.slice(at + 1);
        assertEquals(
          takes(decodeBase64, other),
          nativeTakes(other, "base64"),
          other,
        );
      }
    }
  }
});

Deno.test("decodeBase64() finds a stranger anywhere, also a wide one at the end of a chunk", () => {
  const text = encodeBase64(someBytes(3 * 24576));
  for (const at of [0, 1, 32766, 32767, 32768, 65535, 65536, 98303]) {
    for (const stranger of ["-", "é", "\u20ac", "\0", "\ud83d", "\u{1f511}"]) {
      decodeBase64(text); // leaves symbols in memory
      const before = text.slice(0, at);
      const other = before + stranger + text.slice(at + stranger.length);
      assertThrows(() => decodeBase64(other), SyntaxError, `position ${at} `);
    }
  }
});

Deno.test("decodeBase64() takes no white space, though the platform skips it", () => {
  for (const space of [" ", "\t", "\n", "\f", "\r"]) {
    const text = `Zm${space}9v`;
    assertEquals(Uint8Array.fromBase64(text), decodeBase64("Zm9v"));
    assertThrows(() => decodeBase64(text), SyntaxError, "position 2");
  }
});

Deno.test("decodeBase64() takes no unused bits and no missing padding, though @std/encoding does", () => {
  for (const text of ["Zh==", "Zm9=", "Zg", "Zm8"]) {
    assertEquals(std.decodeBase64(text).length, text.startsWith("Zm") ? 2 : 1);
    assertThrows(() => decodeBase64(text), SyntaxError);
  }
});

Deno.test("our codec, the platform's and @std/encoding agree on any bytes", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
    checkBytes(data);
    assertEquals(encodeBase64(data), std.encodeBase64(data));
    assertEquals(encodeBase64Url(data), stdUrl.encodeBase64Url(data));
  }));
});

/** Texts that are nearly base64, so that about half of them are. */
const nearlyBase64 = fc.array(
  fc.oneof(
    {
      weight: 60,
      arbitrary: fc.constantFrom(...ALPHABETS.base64, ..."-_"),
    },
    { weight: 1, arbitrary: fc.constantFrom("=", " ", "\n", "\0", "é", "🔑") },
  ),
  { maxLength: 90 },
).chain((symbols) =>
  fc.constantFrom("", "=", "==").map((padding) => symbols.join("") + padding)
);

Deno.test("our codec and the platform's agree on which texts are base64 and base64url", () => {
  const taken = { base64: 0, base64url: 0 };
  fc.assert(
    fc.property(nearlyBase64, (text) => {
      const padded = text.padEnd(Math.ceil(text.length / 4) * 4, "=");
      const base64 = nativeTakes(text, "base64");
      const base64url = !text.includes("=") && nativeTakes(padded, "base64url");
      assertEquals(takes(decodeBase64, text), base64);
      assertEquals(takes(decodeBase64Url, text), base64url);
      taken.base64 += Number(base64);
      taken.base64url += Number(base64url);
      if (base64) assertEquals(toBase64(decodeBase64(text)), text);
      if (base64url) assertEquals(toBase64Url(decodeBase64Url(text)), text);
    }),
    { numRuns: 3000, seed: 1 },
  );
  assert(Math.min(...Object.values(taken)) > 100, JSON.stringify(taken));
});

Deno.test("encodeBase64() takes a view for what it shows, not for its buffer", () => {
  const data = someBytes(64);
  for (let start = 0; start < 9; start++) {
    const view = data.subarray(start, 50);
    assertEquals(encodeBase64(view), toBase64(view));
  }
});

Deno.test("decodeBase64() returns memory of its own", () => {
  const first = decodeBase64("Zm9v");
  decodeBase64("YmFy");
  encodeBase64(someBytes(99));
  assertEquals(first, new TextEncoder().encode("foo"));
  assertEquals(first.buffer.byteLength, 3);
});

Deno.test("decodeBase64() forgets the last text: an empty one has no bytes", () => {
  for (const text of ["////", "//8=", "/w=="]) {
    decodeBase64(text);
    assertEquals(decodeBase64("").length, 0);
    assertEquals(decodeBase64Url("").length, 0);
  }
});
