import { assertEquals, assertThrows } from "@std/assert";
import {
  type ClaimRules,
  importJwtKey,
  type JwtClaims,
  JwtError,
  type JwtErrorCode,
  signJwt,
  verifyJwt,
} from "./jwt.ts";

const KEY = importJwtKey(new Uint8Array(32).fill(1));

/** Asserts that signed claims are accepted. */
function assertAccepted(claims: JwtClaims, rules: ClaimRules) {
  assertEquals(verifyJwt(signJwt(claims, KEY), KEY, rules), claims);
}

/** Asserts that signed claims are refused, and for which claim. */
function assertRefused(
  claims: JwtClaims,
  rules: ClaimRules,
  code: JwtErrorCode,
  claim: string,
): JwtError {
  return assertTokenRefused(signJwt(claims, KEY), rules, code, claim);
}

function assertTokenRefused(
  token: string,
  rules: ClaimRules,
  code: JwtErrorCode,
  claim: string,
): JwtError {
  const error = assertThrows(() => verifyJwt(token, KEY, rules), JwtError);
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
    assertAccepted({ exp }, { now: exp + 9.9, clockTolerance: 10 });
    const late = { now: exp + 10, clockTolerance: 10 };
    assertRefused({ exp }, late, "expired", "exp");
  }
  assertAccepted({}, { now: 1e12 });
});

Deno.test("verifyJwt() accepts a token from its nbf on, and not before (RFC 7519 §4.1.5)", () => {
  for (const nbf of [1000, 1000.5, 0]) {
    assertAccepted({ nbf }, { now: nbf });
    assertRefused({ nbf }, { now: nbf - 0.001 }, "not-yet-valid", "nbf");
    assertAccepted({ nbf }, { now: nbf - 10, clockTolerance: 10 });
    const early = { now: nbf - 10.1, clockTolerance: 10 };
    assertRefused({ nbf }, early, "not-yet-valid", "nbf");
  }
});

Deno.test("verifyJwt() refuses a token made in the future where its age counts", () => {
  const maxAge = 60;
  assertAccepted({ iat: 1000 }, { now: 1000, maxAge });
  assertRefused({ iat: 1000 }, { now: 999, maxAge }, "not-yet-valid", "iat");
  assertAccepted({ iat: 1000 }, { now: 999, maxAge, clockTolerance: 1 });
  assertAccepted({ iat: 1000 }, { now: 999 });
});

Deno.test("verifyJwt() refuses a token older than maxAge, whatever its exp", () => {
  const claims = { iat: 1000, exp: 9000 };
  assertAccepted(claims, { now: 1059, maxAge: 60 });
  assertRefused(claims, { now: 1060, maxAge: 60 }, "expired", "iat");
  assertAccepted(claims, { now: 1060, maxAge: 60, clockTolerance: 1 });
  assertRefused({ exp: 9000 }, { now: 1000, maxAge: 60 }, "claim", "iat");
  assertRefused(claims, { now: 1000, maxAge: 0 }, "expired", "iat");
});

Deno.test("verifyJwt() takes the time from the system if it is given none", () => {
  const now = Date.now() / 1000;
  assertAccepted({ iat: now - 60, exp: now + 60 }, {});
  assertRefused({ exp: now - 60 }, {}, "expired", "exp");
  assertRefused({ nbf: now + 60 }, {}, "not-yet-valid", "nbf");
});

Deno.test("verifyJwt() accepts no time by a clock, tolerance or age that is NaN", () => {
  for (const rules of [{ now: NaN }, { now: 5, clockTolerance: NaN }]) {
    assertRefused({ exp: 10 }, rules, "expired", "exp");
    assertRefused({ nbf: 1 }, rules, "not-yet-valid", "nbf");
    const aged = { ...rules, maxAge: 60 };
    assertRefused({ iat: 1 }, aged, "not-yet-valid", "iat");
  }
  assertRefused({ iat: 1 }, { now: 5, maxAge: NaN }, "expired", "iat");
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

Deno.test("verifyJwt() accepts the issuer and the subject that are asked for", () => {
  for (const [rule, claim] of [["issuer", "iss"], ["subject", "sub"]]) {
    const rules = { [rule]: "ladder" };
    assertAccepted({ [claim]: "ladder" }, rules);
    assertAccepted({ [claim]: "ladder" }, {});
    for (const other of ["Ladder", "ladder ", "", "ladde"]) {
      assertRefused({ [claim]: other }, rules, "claim", claim);
    }
    assertRefused({}, rules, "claim", claim);
    assertRefused({ [claim]: "ladder" }, { [rule]: "" }, "claim", claim);
  }
});

Deno.test("verifyJwt() accepts a token whose audience we are, alone or with others", () => {
  const rules = { audience: "stage 5" };
  assertAccepted({ aud: "stage 5" }, rules);
  assertAccepted({ aud: ["stage 6", "stage 5"] }, rules);
  for (const aud of ["stage 6", "stage 55", "", [], ["stage 6"], ["stage"]]) {
    assertRefused({ aud }, rules, "claim", "aud");
  }
  assertRefused({}, rules, "claim", "aud");
});

Deno.test("verifyJwt() refuses a token for an audience if we don't say who we are (RFC 7519 §4.1.3)", () => {
  assertAccepted({}, {});
  for (const aud of ["stage 6", [], ["stage 6"], ""]) {
    assertRefused({ aud }, {}, "claim", "aud");
  }
});

Deno.test("a token that has expired brings its claims, if nothing else is wrong", () => {
  const claims = { sub: "12", aud: "stage 6", iat: 1000, exp: 1600 };
  const rules = { audience: "stage 6", now: 2000 };
  assertEquals(assertRefused(claims, rules, "expired", "exp").claims, claims);

  const wrong: [JwtClaims, ClaimRules, JwtErrorCode, string][] = [
    [{ aud: "stage 5" }, {}, "claim", "aud"],
    [{}, { subject: "13" }, "claim", "sub"],
    [{}, { issuer: "ladder" }, "claim", "iss"],
    [{ nbf: 3000 }, {}, "not-yet-valid", "nbf"],
    [{ iat: 3000 }, { maxAge: 600 }, "not-yet-valid", "iat"],
    [{}, { maxAge: 600 }, "expired", "iat"],
  ];
  for (const [change, rule, code, claim] of wrong) {
    const error = assertRefused(
      { ...claims, ...change },
      { ...rules, ...rule },
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
