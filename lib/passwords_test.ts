import { assert, assertEquals, assertFalse, assertMatch } from "@std/assert";
import { hashPassword, NOBODYS_HASH, verifyPassword } from "./passwords.ts";

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

Deno.test("verifyPassword() compares exactly what was received", async () => {
  const hash = await hashPassword("qwerty", CHEAP);
  assert(await verifyPassword("qwerty", hash));
  for (const other of ["qwerty\0", "qwerty\0\0", "\0qwerty", "qwerty "]) {
    assertFalse(await verifyPassword(other, hash), JSON.stringify(other));
  }
  const odd = await hashPassword("\ufffd", CHEAP);
  assert(await verifyPassword("\ufffd", odd));
  assertFalse(await verifyPassword("\ud83d", odd));
});

Deno.test("verifyPassword() takes no password for a broken hash", async () => {
  const [salt, key] = ["A".repeat(22), "A".repeat(43)];
  const BROKEN = [
    "",
    "qwerty",
    "$scrypt$",
    "$argon2id$v=19$m=1,t=1,p=1$AA$AA",
    "$scrypt$ln=4,r=8,p=1$A$A",
    `$scrypt$ln=4,r=8,p=1$${salt}$A`,
    `$scrypt$ln=4,r=8,p=1$A$${key}`,
    `$scrypt$ln=4,r=8,p=1$${salt}$AA`,
    `$scrypt$ln=0,r=8,p=1$${salt}$${key}`,
    `$scrypt$ln=4,r=0,p=1$${salt}$${key}`,
    `$scrypt$ln=99,r=8,p=1$${salt}$${key}`,
    `$scrypt$ln=4,r=8,p=1$${salt}$${key}$`,
  ];
  for (const hash of BROKEN) {
    assertFalse(await verifyPassword("qwerty", hash), hash);
    assertFalse(await verifyPassword("", hash), hash);
  }
  assertFalse(await verifyPassword("", NOBODYS_HASH));
});

Deno.test("NOBODYS_HASH costs what a real one costs", async () => {
  const cost = (hash: string) => hash.split("$")[2];
  assertEquals(cost(NOBODYS_HASH), cost(await hashPassword("qwerty")));
});
