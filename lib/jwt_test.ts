import { assert, assertEquals, assertFalse, assertThrows } from "@std/assert";
import { ALPHABETS, decodeBase64Url, encodeBase64Url } from "./base64.ts";
import {
  decodeJwt,
  importJwtKey,
  type JwtAlgorithm,
  type JwtClaims,
  JwtError,
  type JwtErrorCode,
  signJwt,
  verifyJwt,
  type VerifyJwtOptions,
} from "./jwt.ts";

const SYMBOLS = ALPHABETS.base64url;

// RFC 7515 appendix A.1, which RFC 7519 §3.1 takes up
const RFC_7515_KEY =
  "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
const RFC_7515_TOKEN = [
  "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9",
  "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
  "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
].join(".");
const RFC_7515_CLAIMS = {
  iss: "joe",
  exp: 1300819380,
  "http://example.com/is_root": true,
};

// RFC 7519 §6.1
const RFC_7519_UNSECURED = [
  "eyJhbGciOiJub25lIn0",
  "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
  "",
].join(".");

// RFC 7520 §4.4: a JWS whose payload is a text, not claims
const RFC_7520_KEY = "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg";
const RFC_7520_JWS = [
  "eyJhbGciOiJIUzI1NiIsImtpZCI6IjAxOGMwYWU1LTRkOWItNDcxYi1iZmQ2LWVlZjMxNGJjNzAzNyJ9",
  "SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCwgYW5kIGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0by4",
  "s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0",
].join(".");

const ALGORITHMS: JwtAlgorithm[] = ["HS256", "HS384", "HS512"];
const SECRET = Uint8Array.from({ length: 64 }, (_, i) => i * 7 + 1);
const KEY = importJwtKey(SECRET);
const CLAIMS = { iss: "ladder", sub: "12", iat: 1000, exp: 4600 };
const NOW = 2000;
const TOKEN = signJwt(CLAIMS, KEY);
const [HEADER, PAYLOAD, MAC] = TOKEN.split(".");

/** Asserts that the token is refused, and how; returns the error. */
function assertRefused(
  token: unknown,
  code: JwtErrorCode,
  key = KEY,
  options: VerifyJwtOptions = {},
): JwtError {
  const error = assertThrows(
    () => verifyJwt(token as string, key, { now: NOW, ...options }),
    JwtError,
    "Cannot accept JWT: ",
    String(token).slice(0, 300),
  );
  assertEquals(error.code, code, `${error.message}: ${token}`.slice(0, 300));
  return error;
}

const segment = (text: string | Uint8Array) =>
  encodeBase64Url(
    typeof text === "string" ? new TextEncoder().encode(text) : text,
  );

/** A token with any header and payload, and the MAC that belongs to them. */
function forge(
  header: string | Uint8Array,
  payload: string | Uint8Array = '{"sub":"12"}',
): string {
  const signed = `${segment(header)}.${segment(payload)}`;
  return `${signed}.${segment(KEY.sign(signed))}`;
}

Deno.test("verifyJwt() accepts the token of RFC 7515 appendix A.1 and RFC 7519 §3.1", () => {
  const key = importJwtKey(decodeBase64Url(RFC_7515_KEY));
  const now = RFC_7515_CLAIMS.exp - 1;
  assertEquals(verifyJwt(RFC_7515_TOKEN, key, { now }), RFC_7515_CLAIMS);
  assertRefused(RFC_7515_TOKEN, "expired", key, { now: RFC_7515_CLAIMS.exp });
  assertRefused(RFC_7515_TOKEN, "signature", KEY, { now });
});

Deno.test("verifyJwt() refuses the unsecured token of RFC 7519 §6.1", () => {
  assertRefused(RFC_7519_UNSECURED, "algorithm", KEY, { now: 0 });
  assertEquals(decodeJwt(RFC_7519_UNSECURED), {
    unverifiedHeader: { alg: "none" },
    unverifiedClaims: RFC_7515_CLAIMS,
  });
});

Deno.test("the MAC of RFC 7520 §4.4 holds, but its payload is not claims", () => {
  const key = importJwtKey(decodeBase64Url(RFC_7520_KEY));
  const passed: string[] = [];
  const verify = () =>
    verifyJwt(RFC_7520_JWS, key, {}, ({ name }) => passed.push(name));
  assertEquals(assertThrows(verify, JwtError).code, "malformed");
  assertEquals(passed, ["split", "decode", "algorithm", "mac"]);
  assertRefused(RFC_7520_JWS, "signature", KEY);
});

Deno.test("signJwt() signs what verifyJwt() accepts", () => {
  for (const alg of ALGORITHMS) {
    const key = importJwtKey(SECRET, { alg });
    const token = signJwt(CLAIMS, key);
    assertEquals(decodeJwt(token).unverifiedHeader, { alg, typ: "JWT" });
    assertEquals(verifyJwt(token, key, { now: NOW }), CLAIMS);
  }
});

Deno.test("signJwt() refuses claims that are not of their type", () => {
  const bad: [string, unknown[]][] = [
    ["exp", [NaN, Infinity, "4600", null, undefined, true, new Date(0), 1n]],
    ["nbf", [NaN, -Infinity, "0"]],
    ["iat", [NaN, [1000], {}]],
    ["iss", [1, null, ["ladder"], undefined]],
    ["sub", [12, null, {}, undefined]],
    ["jti", [1, true]],
    ["aud", [1, null, {}, [1], ["a", 1], [["a"]], undefined]],
  ];
  for (const [claim, values] of bad) {
    for (const value of values) {
      assertThrows(
        () => signJwt({ [claim]: value } as JwtClaims, KEY),
        TypeError,
        `Cannot sign JWT: ${claim}`,
      );
    }
  }
});

Deno.test("verifyJwt() refuses a token with any character changed", () => {
  for (let at = 0; at < TOKEN.length; at++) {
    for (const symbol of [...SYMBOLS, ".", "=", "+", "/", " ", "é", ""]) {
      if (symbol === TOKEN[at]) continue;
      const other = TOKEN.slice(0, at) + symbol + TOKEN.slice(at + 1);
      assertThrows(() => verifyJwt(other, KEY, { now: NOW }), JwtError);
    }
  }
});

Deno.test("verifyJwt() accepts one of the four spellings of the last character", () => {
  const last = SYMBOLS.indexOf(MAC.at(-1)!);
  assertEquals(last % 4, 0);
  for (const alias of [1, 2, 3]) {
    const mac = MAC.slice(0, -1) + SYMBOLS[last + alias];
    const lax = { alphabet: "base64url" } as const;
    assertEquals(Uint8Array.fromBase64(mac, lax), decodeBase64Url(MAC));
    const { message } = assertRefused(
      `${HEADER}.${PAYLOAD}.${mac}`,
      "malformed",
    );
    assert(message.includes("unused bits"), message);
  }
});

Deno.test("verifyJwt() refuses a token that does not have three segments", () => {
  const tokens = [
    "",
    ".",
    "...",
    HEADER,
    `${HEADER}.${PAYLOAD}`,
    `${TOKEN}.`,
    `.${TOKEN}`,
    `${TOKEN}.${MAC}`,
    `${HEADER}..${PAYLOAD}.${MAC}`,
    `${HEADER}.${PAYLOAD}..${MAC}`,
    `${HEADER}${PAYLOAD}.${MAC}`,
    ".".repeat(8192),
  ];
  for (const token of tokens) assertRefused(token, "malformed");
});

Deno.test("verifyJwt() refuses a segment that is not canonical base64url", () => {
  const tokens = [
    "..",
    `.${PAYLOAD}.${MAC}`,
    ` ${TOKEN}`,
    `${TOKEN}\n`,
    `${HEADER}.${PAYLOAD}.${MAC}=`,
    `${HEADER}=.${PAYLOAD}.${MAC}`,
    `${HEADER}.${PAYLOAD}==.${MAC}`,
    `${HEADER}.${PAYLOAD}.${MAC}A`.slice(0, -2) + "+A",
    `${HEADER}.${PAYLOAD} .${MAC}`,
    `${HEADER}.${PAYLOAD}\0.${MAC}`,
    `${HEADER}.A.${MAC}`,
    `Bearer ${TOKEN}`,
    `"${TOKEN}"`,
  ];
  for (const token of tokens) assertRefused(token, "malformed");
});

Deno.test("verifyJwt() refuses an empty payload and an empty MAC", () => {
  assertRefused(`${HEADER}.${PAYLOAD}.`, "signature");
  assertRefused(`${HEADER}..${MAC}`, "signature");
  assertRefused(forge('{"alg":"HS256"}', ""), "malformed");
});

Deno.test("verifyJwt() refuses what is not a string", () => {
  for (const token of [undefined, null, 1, {}, [TOKEN], new String(TOKEN)]) {
    assertRefused(token, "malformed");
  }
});

Deno.test("verifyJwt() refuses a header that is not a JSON object in UTF-8", () => {
  assertEquals(verifyJwt(forge(' {"alg" : "HS256"}'), KEY).sub, "12");
  const headers = [
    "",
    "{}{}",
    "[]",
    '["HS256"]',
    '"HS256"',
    "256",
    "null",
    '{"alg":"HS256"',
    '\ufeff{"alg":"HS256"}',
    '{"alg":"HS256","alg":"HS256"}',
    '{"alg":"none","alg":"HS256"}',
    '{"alg":"HS256","\\u0061lg":"none"}',
    Uint8Array.from([123, 34, 97, 34, 58, 34, 255, 34, 125]),
    // UTF-16
    Uint8Array.from([..."{}"].flatMap((c) => [c.charCodeAt(0), 0])),
  ];
  for (const header of headers) assertRefused(forge(header), "malformed");
});

Deno.test("verifyJwt() refuses any algorithm but the key's, though the MAC is right", () => {
  const algs = [
    "none",
    "None",
    "NONE",
    "nOnE",
    "",
    "HS256 ",
    "hs256",
    "HS384",
    "HS512",
    "RS256",
    "ES256",
    "PS256",
    "EdDSA",
    "HS256\0",
    ["HS256"],
    { HS256: 1 },
    256,
    null,
    true,
    undefined,
  ];
  for (const alg of algs) {
    assertRefused(forge(JSON.stringify({ alg, typ: "JWT" })), "algorithm");
    assertRefused(`${segment(JSON.stringify({ alg }))}.e30.`, "algorithm");
  }
  assertRefused(forge('{"__proto__":{"alg":"HS256"}}'), "algorithm");
});

Deno.test("verifyJwt() refuses crit and b64 in any form, though the MAC is right", () => {
  const values = [[], ["exp"], ["b64"], [""], "exp", {}, null, 0, false, true];
  for (const value of values) {
    for (const name of ["crit", "b64"]) {
      const header = JSON.stringify({ alg: "HS256", [name]: value });
      assertRefused(forge(header), "algorithm");
    }
  }
  assertRefused(
    forge('{"alg":"HS256","b64":false,"crit":["b64"]}'),
    "algorithm",
  );
});

Deno.test("verifyJwt() ignores keys that a token brings or names", () => {
  const header = {
    alg: "HS256",
    kid: "../../dev/null",
    jwk: { kty: "oct", k: segment(new Uint8Array(32)) },
    jku: "https://example.com/keys",
    x5u: "https://example.com/cert",
    x5c: ["MII="],
  };
  assertEquals(verifyJwt(forge(JSON.stringify(header)), KEY).sub, "12");

  const own = importJwtKey(new Uint8Array(32));
  const signed = `${segment(JSON.stringify(header))}.${PAYLOAD}`;
  assertRefused(`${signed}.${segment(own.sign(signed))}`, "signature");
});

Deno.test("verifyJwt() refuses a token with another's payload or MAC", () => {
  const other = signJwt({ ...CLAIMS, sub: "13" }, KEY);
  const [header, payload, mac] = other.split(".");
  assertRefused(`${HEADER}.${payload}.${MAC}`, "signature");
  assertRefused(`${HEADER}.${PAYLOAD}.${mac}`, "signature");
  assertEquals(
    verifyJwt(`${header}.${payload}.${mac}`, KEY, { now: NOW }).sub,
    "13",
  );
});

Deno.test("verifyJwt() refuses a token of another key, also one for another algorithm", () => {
  const stranger = importJwtKey(SECRET.toReversed());
  assertRefused(signJwt(CLAIMS, stranger), "signature");
  const longer = importJwtKey(SECRET, { alg: "HS512" });
  assertRefused(signJwt(CLAIMS, longer), "algorithm");
});

Deno.test("verifyJwt() refuses a payload that is not a JSON object, though the MAC is right", () => {
  const payloads = [
    "[]",
    '[{"sub":"12"}]',
    '"12"',
    "12",
    "null",
    "true",
    "{",
    '{"sub":"12",}',
    '{"sub":"12","sub":"13"}',
    '{"a":{"b":1,"b":2}}',
    '\ufeff{"sub":"12"}',
    Uint8Array.from([123, 34, 255, 34, 58, 49, 125]),
  ];
  for (const payload of payloads) {
    assertRefused(forge('{"alg":"HS256"}', payload), "malformed");
  }
});

Deno.test("verifyJwt() believes no claim before the MAC, and no MAC before the algorithm", () => {
  const expired = signJwt({ ...CLAIMS, exp: 1 }, KEY);
  const [header, payload] = expired.split(".");
  assertRefused(expired, "expired");
  assertRefused(`${header}.${payload}.${MAC}`, "signature");
  const none = segment('{"alg":"none"}');
  assertRefused(`${none}.${payload}.${MAC}`, "algorithm");
  assertRefused(`${none}.${payload}.${MAC}=`, "malformed");
});

Deno.test("verifyJwt() accepts a token of the greatest length, and none longer", () => {
  const token = (length: number) => {
    const more = length - signJwt({ more: "" }, KEY).length;
    return signJwt({ more: "x".repeat(Math.floor(more * 3 / 4)) }, KEY);
  };
  const longest = token(8192);
  assertEquals(longest.length, 8192);
  assert(verifyJwt(longest, KEY));
  const { message } = assertRefused(token(8196), "malformed");
  assert(message.endsWith("longer than 8192"), message);
});

Deno.test("verifyJwt() looks at nothing in a token that is too long", () => {
  for (const token of [".".repeat(1e6), `${HEADER}.${"é".repeat(1e6)}.`]) {
    const { message } = assertRefused(token, "malformed");
    assert(message.endsWith("longer than 8192"), message);
  }
});

Deno.test("verifyJwt() reads JSON as deep as it can be", () => {
  const depth = 3000;
  const deep = `{"a":${"[".repeat(depth)}${"]".repeat(depth)},"sub":"12"}`;
  const token = forge('{"alg":"HS256"}', deep);
  assert(token.length > 8000);
  assertEquals(verifyJwt(token, KEY).sub, "12");
  assertRefused(forge(deep), "algorithm");
});

Deno.test("verifyJwt() returns claims with __proto__ as a claim like any other", () => {
  const claims = JSON.parse('{"__proto__":{"admin":true},"sub":"12"}');
  const verified = verifyJwt(signJwt(claims, KEY), KEY);
  assertEquals(JSON.stringify(verified), JSON.stringify(claims));
  assertEquals(Object.getPrototypeOf(verified), Object.prototype);
  assertEquals(verified.admin, undefined);
});

Deno.test("decodeJwt() reads what verifyJwt() refuses, if it can be read", () => {
  const { unverifiedClaims } = decodeJwt(`${HEADER}.${PAYLOAD}.AAAA`);
  assertEquals(unverifiedClaims, CLAIMS);
  for (const token of [`${HEADER}.${PAYLOAD}`, `${HEADER}.W10.`, "a.b.c"]) {
    const error = assertThrows(() => decodeJwt(token), JwtError);
    assertEquals(error.code, "malformed");
  }
});

Deno.test("a JwtError has no word of the token or the key", () => {
  const secret = "a-secret-that-is-32-bytes-or-more";
  const key = importJwtKey(new TextEncoder().encode(secret));
  const claims = { sub: "alice", iss: "bob", aud: "carol", exp: 9 };
  const token = signJwt(claims, key);
  const [header, payload, mac] = token.split(".");
  const refusals: [string, VerifyJwtOptions][] = [
    [token, {}],
    [token, { audience: "carol", now: 9 }],
    [token, { audience: "carol", maxAge: 1 }],
    [`${header}.${payload}.${mac.slice(0, -4)}`, {}],
    [`${header}.${payload}.${mac}=`, {}],
    [`${header}.${payload} .${mac}`, {}],
    [`${header}.${payload}`, {}],
    [`${payload}.${payload}.${mac}`, {}],
    [`${segment('{"alice')}.${payload}.${mac}`, {}],
  ];
  const words = [secret, header, payload, mac, "alice", "bob", "carol"];
  for (const [token, options] of refusals) {
    const error = assertThrows(() => verifyJwt(token, key, options), JwtError);
    const { message } = error;
    for (const word of words) assertFalse(message.includes(word), message);
  }
});
