import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import {
  hashPassword,
  NOBODYS_HASH,
  OverloadError,
  verifyPassword,
} from "./passwords.ts";

const CHEAP = { ln: 4, r: 8, p: 1 };

Deno.test("hashPassword() has OWASP's cost, and a salt of its own each time", async () => {
  const [a, b] = [await hashPassword("qwerty"), await hashPassword("qwerty")];
  assertMatch(
    a,
    /^\$scrypt\$ln=14,r=8,p=5\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
  );
  assert(a !== b);
  assert(await verifyPassword("qwerty", b));
});

Deno.test("verifyPassword() agrees with RFC 7914 §12, second vector", async () => {
  const [salt, key] = [
    "TmFDbA",
    "/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxyevuUqD7m2DYMvfoswGQA",
  ];
  const hash = `$scrypt$ln=10,r=8,p=16$${salt}$${key}`;
  assert(await verifyPassword("password", hash));
  assertFalse(await verifyPassword("Password", hash));
});

Deno.test("verifyPassword() accepts the right password only", async () => {
  const hash = await hashPassword("pässwörd 😀", CHEAP);
  assert(await verifyPassword("pässwörd 😀", hash));
  for (const other of ["", "pässwörd", "pässwörd 😀 ", "PÄSSWÖRD 😀"]) {
    assertFalse(await verifyPassword(other, hash));
  }
});

Deno.test("verifyPassword() takes no password for a hash that is none", async () => {
  for (
    const hash of ["", "qwerty", "$scrypt$", "$argon2id$v=19$m=1,t=1,p=1$AA$AA"]
  ) {
    assertFalse(await verifyPassword("qwerty", hash));
  }
  assertFalse(await verifyPassword("", NOBODYS_HASH));
});

Deno.test("verifyPassword() refuses a flood, and works again after it", async () => {
  const hash = await hashPassword("qwerty", CHEAP);
  const flood = Array.from(
    { length: 200 },
    () => verifyPassword("qwerty", hash).catch((error) => error),
  );
  const results = await Promise.all(flood);
  const refused = results.filter((result) => result instanceof OverloadError);
  assert(refused.length > 100 && refused.length < 200);
  assert(results.every((r) => r === true || r instanceof OverloadError));
  assert(await verifyPassword("qwerty", hash));
});

Deno.test("NOBODYS_HASH costs what a real one costs", async () => {
  const cost = (hash: string) => hash.split("$")[2];
  assertEquals(cost(NOBODYS_HASH), cost(await hashPassword("qwerty")));
});
