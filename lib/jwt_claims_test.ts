import { assertEquals, assertThrows } from "@std/assert";
import {
  importJwtKey,
  type JwtClaims,
  JwtError,
  type JwtErrorCode,
  signJwt,
  verifyJwt,
  type VerifyJwtOptions,
} from "./jwt.ts";

const KEY = importJwtKey(new Uint8Array(32).fill(1));

/** Asserts that signed claims are accepted. */
function assertAccepted(claims: JwtClaims, options: VerifyJwtOptions) {
  assertEquals(verifyJwt(signJwt(claims, KEY), KEY, options), claims);
}

/** Asserts that signed claims are refused, and for which claim. */
function assertRefused(
  claims: JwtClaims,
  options: VerifyJwtOptions,
  code: JwtErrorCode,
  claim: string,
): JwtError {
  return assertTokenRefused(signJwt(claims, KEY), options, code, claim);
}

function assertTokenRefused(
  token: string,
  options: VerifyJwtOptions,
  code: JwtErrorCode,
  claim: string,
): JwtError {
  const error = assertThrows(() => verifyJwt(token, KEY, options), JwtError);
  assertEquals({ code: error.code, claim: error.claim }, { code, claim });
  return error;
}

/** A token whose payload `signJwt()` would refuse to write. */
function forge(payload: string): string {
  const bytes = new TextEncoder().encode(payload);
  const signed = `${KEY.headerSegment}.${toBase64Url(bytes)}`;
  return `${signed}.${toBase64Url(KEY.sign(signed))}`;
}

function toBase64Url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}

Deno.test("verifyJwt() accepts a token until its exp, and not at it (RFC 7519 §4.1.4)", () => {
  for (const exp of [1000, 1000.5, -5, 0]) {
    assertAccepted({ exp }, { now: exp - 0.001 });
    assertRefused({ exp }, { now: exp }, "expired", "exp");
  }
  assertAccepted({}, { now: 1e12 });
});

Deno.test("verifyJwt() accepts a token from its nbf on, and not before (RFC 7519 §4.1.5)", () => {
  for (const nbf of [1000, 1000.5, 0]) {
    assertAccepted({ nbf }, { now: nbf });
    assertRefused({ nbf }, { now: nbf - 0.001 }, "not-yet-valid", "nbf");
  }
});

Deno.test("verifyJwt() refuses a token from the future where its age counts, but for a clock's difference", () => {
  const maxAge = 600;
  assertAccepted({ iat: 1000 }, { now: 1000, maxAge });
  assertAccepted({ iat: 1000 }, { now: 940, maxAge });
  assertRefused({ iat: 1000 }, { now: 939, maxAge }, "not-yet-valid", "iat");
  assertAccepted({ iat: 1000 }, { now: 5 });
});

Deno.test("verifyJwt() refuses a token older than maxAge, whatever its exp", () => {
  const claims = { iat: 1000, exp: 9000 };
  assertAccepted(claims, { now: 1059, maxAge: 60 });
  assertRefused(claims, { now: 1060, maxAge: 60 }, "expired", "iat");
  assertRefused(claims, { now: 1000, maxAge: 0 }, "expired", "iat");
  assertAccepted(claims, { now: 8999 });
});

Deno.test("verifyJwt() refuses a token that does not say how old it is, if that counts", () => {
  assertAccepted({ exp: 9000 }, { now: 1000 });
  assertRefused({ exp: 9000 }, { now: 1000, maxAge: 60 }, "claim", "iat");
});

Deno.test("verifyJwt() takes the time from the system if it is given none", () => {
  const now = Date.now() / 1000;
  assertAccepted({ iat: now - 60, exp: now + 60 }, {});
  assertRefused({ exp: now - 60 }, {}, "expired", "exp");
  assertRefused({ nbf: now + 60 }, {}, "not-yet-valid", "nbf");
});

Deno.test("verifyJwt() refuses a clock or an age that is none, whatever the token", () => {
  const numbers = [NaN, Infinity, -Infinity, "5", null];
  const wrong = [
    ...numbers.map((now) => ({ now, maxAge: 60 })),
    ...[...numbers, -1].map((maxAge) => ({ now: 5, maxAge })),
  ] as VerifyJwtOptions[];
  const token = signJwt({ iat: 5, exp: 60 }, KEY);
  assertEquals(verifyJwt(token, KEY, { now: 5, maxAge: 60 }).exp, 60);
  assertEquals(verifyJwt(token, KEY, { now: 5, maxAge: undefined }).exp, 60);
  for (const options of wrong) {
    for (const any of [token, "", "a.b.c"]) {
      assertThrows(
        () => verifyJwt(any, KEY, options),
        RangeError,
        "not a time",
      );
    }
  }
});

Deno.test("verifyJwt() refuses a time that is not a finite number", () => {
  const values = [
    "null",
    '"1000"',
    '"NaN"',
    '""',
    "true",
    "false",
    "[]",
    "[1000]",
    "{}",
    "1e999",
    "-1e999",
  ];
  for (const claim of ["exp", "nbf", "iat"]) {
    assertEquals(
      verifyJwt(forge(`{"${claim}":5e0}`), KEY, {
        now: 5 - +(claim === "exp"),
      }),
      { [claim]: 5 },
    );
    for (const value of values) {
      const token = forge(`{"${claim}":${value}}`);
      assertTokenRefused(token, { now: 5 }, "claim", claim);
    }
  }
});

Deno.test("verifyJwt() refuses a name that is not a string", () => {
  for (const claim of ["iss", "sub", "jti"]) {
    assertAccepted({ [claim]: "" }, {});
    for (const value of ["null", "1", "[]", '["a"]', "{}", "true"]) {
      const token = forge(`{"${claim}":${value}}`);
      assertTokenRefused(token, {}, "claim", claim);
    }
  }
});

Deno.test("verifyJwt() refuses an audience that is not a string or several", () => {
  const audience = "ladder";
  for (const value of ["null", "1", "{}", '[["ladder"]]', '["ladder",1]']) {
    const token = forge(`{"aud":${value}}`);
    assertTokenRefused(token, { audience }, "claim", "aud");
  }
});

Deno.test("verifyJwt() accepts a token whose audience we are, alone or with others", () => {
  const options = { audience: "stage 5" };
  assertAccepted({ aud: "stage 5" }, options);
  assertAccepted({ aud: ["stage 6", "stage 5"] }, options);
  for (const aud of ["stage 6", "stage 55", "", [], ["stage 6"], ["stage"]]) {
    assertRefused({ aud }, options, "claim", "aud");
  }
  assertRefused({}, options, "claim", "aud");
});

Deno.test("verifyJwt() refuses a token for an audience if we don't say who we are (RFC 7519 §4.1.3)", () => {
  assertAccepted({}, {});
  for (const aud of ["stage 6", [], ["stage 6"], ""]) {
    assertRefused({ aud }, {}, "claim", "aud");
  }
});

Deno.test("a token that has expired brings its claims, if nothing else is wrong", () => {
  const claims = { sub: "12", aud: "stage 6", iat: 1000, exp: 1600 };
  const options = { audience: "stage 6", now: 2000 };
  for (const maxAge of [undefined, 1001]) {
    const rules = { ...options, maxAge };
    assertEquals(assertRefused(claims, rules, "expired", "exp").claims, claims);
  }

  const wrong: [JwtClaims, VerifyJwtOptions, JwtErrorCode, string][] = [
    [{ aud: "stage 5" }, {}, "claim", "aud"],
    [{}, { audience: "stage 5" }, "claim", "aud"],
    [{ nbf: 3000 }, {}, "not-yet-valid", "nbf"],
    [{ iat: 3000 }, { maxAge: 600 }, "not-yet-valid", "iat"],
    [{}, { maxAge: 600 }, "expired", "iat"],
  ];
  for (const [change, option, code, claim] of wrong) {
    const error = assertRefused(
      { ...claims, ...change },
      { ...options, ...option },
      code,
      claim,
    );
    assertEquals(error.claims, undefined);
  }
});

Deno.test("a token that has expired brings no claims, if its MAC does not hold", () => {
  const token = signJwt({ sub: "12", exp: 1600 }, KEY);
  const at = token.length - 2;
  const other = token[at] === "A" ? "B" : "A";
  const forged = token.slice(0, at) + other + token.slice(at + 1);
  const error = assertThrows(() => verifyJwt(forged, KEY), JwtError);
  assertEquals(error.code, "signature");
  assertEquals(error.claims, undefined);
});
