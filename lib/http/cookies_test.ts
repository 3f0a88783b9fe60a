import { assertEquals } from "@std/assert";
import { readCookie, serializeCookie } from "./cookies.ts";

const HEADERS: [header: string, value: string | null][] = [
  ["token=abc", "abc"],
  ["a=1; token=abc; b=2", "abc"],
  ["a=1;token=abc", "abc"],
  [" token = abc ", "abc"],
  ["token=a=b=c", "a=b=c"],
  ["token=", ""],
  ["token=first; token=second", "first"],
  ["mytoken=abc", null],
  ["tokens=abc", null],
  ["Token=abc", null],
  ["token", null],
  ["=abc", null],
  ["=token=abc", null],
  ["; ; =; ;", null],
  ["", null],
];

for (const [cookie, value] of HEADERS) {
  Deno.test(`readCookie() finds ${JSON.stringify(value)} in "${cookie}"`, () => {
    assertEquals(readCookie(new Headers({ cookie }), "token"), value);
  });
}

Deno.test("readCookie() returns null without a header", () => {
  assertEquals(readCookie(new Headers(), "token"), null);
});

Deno.test("serializeCookie() names each attribute", () => {
  const scope = { path: "/stages/4", secure: false };
  assertEquals(
    serializeCookie("token", "abc", 60, scope),
    "token=abc; Path=/stages/4; Max-Age=60; HttpOnly; SameSite=Lax",
  );
  assertEquals(
    serializeCookie("token", "", 0, { path: "/", secure: true }),
    "token=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure",
  );
});
