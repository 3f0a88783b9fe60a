import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import fc from "fast-check";
import * as jose from "jose";
import { importJwtKey, JwtError, signJwt, verifyJwt } from "./jwt.ts";

const SECRET = Uint8Array.from({ length: 64 }, (_, i) => i * 5 + 3);

const KEYS = (["HS256", "HS384", "HS512"] as const).map((alg) =>
  importJwtKey(SECRET, { alg })
);

const CLAIMS = [
  {},
  { "": "" },
  { "clé": "🔑", "\u0000": "\u2028", "\ud83d\udd11": "\ufeff" },
  { half: "\ud83d", "\udd11": 1 },
  { big: [1e308, 5e-324, 2 ** 53, -(2 ** 53) - 2, 0.1, 1e21] },
  { deep: { deep: { deep: [[[[{ deep: [] }]]]] } } },
  { "2": "b", "1": "a", constructor: 1, toString: null, hasOwnProperty: [] },
  JSON.parse('{"in":{"__proto__":{"admin":true}}}'),
];

/** Claims that are not about times and names, which have rules. */
const anyClaims = fc.dictionary(
  fc.string({ unit: "binary" }).map((name) => `x${name}`),
  fc.jsonValue({ stringUnit: "binary" }),
);

function signWithJose(claims: jose.JWTPayload, alg: string) {
  return new jose.SignJWT(claims).setProtectedHeader({ alg }).sign(SECRET);
}

async function assertBothWays(claims: jose.JWTPayload) {
  for (const key of KEYS) {
    const token = signJwt(claims, key);
    const { payload, protectedHeader } = await jose.jwtVerify(token, SECRET);
    assertEquals(payload, JSON.parse(JSON.stringify(claims)));
    assertEquals(protectedHeader.alg, key.alg);

    const theirs = await signWithJose(claims, key.alg);
    assertEquals(verifyJwt(theirs, key), JSON.parse(JSON.stringify(claims)));
  }
}

Deno.test("jose verifies what we sign, and we what jose signs: odd claims", async () => {
  for (const claims of CLAIMS) await assertBothWays(claims);
});

Deno.test("jose verifies what we sign, and we what jose signs: any claims", async () => {
  await fc.assert(fc.asyncProperty(anyClaims, assertBothWays), { numRuns: 60 });
});

Deno.test("jose and we read the registered claims alike", async () => {
  const claims = {
    iss: "ladder",
    sub: "12",
    aud: ["stage 6", "stage 5"],
    jti: "1",
    iat: 1000,
    nbf: 1000,
    exp: 2000,
  };
  const rules = { audience: "stage 5" };
  for (const key of KEYS) {
    const token = signJwt(claims, key);
    for (const now of [999, 1000, 1999, 2000]) {
      const currentDate = new Date(now * 1000);
      const theirs = jose.jwtVerify(token, SECRET, { ...rules, currentDate });
      const ours = () => verifyJwt(token, key, { ...rules, now });
      if (now === 1000 || now === 1999) {
        assertEquals((await theirs).payload, claims);
        assertEquals(ours(), claims);
      } else {
        await assertRejects(() => theirs, jose.errors.JOSEError);
        assertThrows(ours, JwtError);
      }
    }
  }
});

Deno.test("where jose is laxer: an audience not asked for, a name written twice", async () => {
  const [key] = KEYS;
  const aud = await signWithJose({ aud: "someone else" }, key.alg);
  assertEquals((await jose.jwtVerify(aud, SECRET)).payload.aud, "someone else");
  assertThrows(() => verifyJwt(aud, key), JwtError, "another audience");

  const payload = new TextEncoder().encode('{"sub":"12","sub":"1"}');
  const twice = await new jose.CompactSign(payload)
    .setProtectedHeader({ alg: key.alg }).sign(SECRET);
  assertEquals((await jose.jwtVerify(twice, SECRET)).payload.sub, "1");
  assertThrows(() => verifyJwt(twice, key), JwtError, "same name");
});
