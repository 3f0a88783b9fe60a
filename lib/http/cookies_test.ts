import { assertEquals } from "@std/assert";
import type { State } from "../state.ts";
import { clearCookies, readCookie, setCookie } from "./cookies.ts";

const HEADERS: [header: string, value: string | null][] = [
  ["token=abc", "abc"],
  ["a=1; token=abc; b=2", "abc"],
  ["a=1;token=abc", "abc"],
  [" token = abc ", "abc"],
  ["token=a=b=c", "a=b=c"],
  ["token=\u00a0abc", "\u00a0abc"],
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

const state = (base: string, origin: string) => ({ base, origin }) as State;

Deno.test("setCookie() names each attribute", () => {
  assertEquals(
    setCookie(state("/stages/4", "http://127.0.0.1"), "token", "abc", 60),
    "token=abc; Path=/stages/4; Max-Age=60; HttpOnly; SameSite=Lax",
  );
  assertEquals(
    setCookie(state("", "https://lab.example"), "token", "abc", 60),
    "token=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure",
  );
});

Deno.test("setCookie() gives a cookie with the prefix __Host- what browsers ask for", () => {
  for (const origin of ["http://127.0.0.1", "https://lab.example"]) {
    assertEquals(
      setCookie(state("/stages/8", origin), "__Host-session", "1.a", 60),
      "__Host-session=1.a; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure",
    );
  }
});

Deno.test("clearCookies() makes the browser forget each name", () => {
  assertEquals(clearCookies(state("", "http://127.0.0.1"), "a", "b"), [
    "a=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
    "b=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
  ]);
});
