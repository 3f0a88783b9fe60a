import { assert, assertEquals, assertThrows } from "@std/assert";
import { GuessError, LoginLimit, MAX_FAILURES, WINDOW } from "./login_limit.ts";

function filled(now = 0): [LoginLimit, string] {
  const limit = new LoginLimit();
  const key = limit.key("vidu@example.com", "192.0.2.7");
  for (let i = 0; i < MAX_FAILURES; i++) {
    limit.check(key, now);
    limit.fail(key, now);
  }
  return [limit, key];
}

function refusal(limit: LoginLimit, key: string, now: number): number {
  return assertThrows(() => limit.check(key, now), GuessError).retryAfter;
}

Deno.test("LoginLimit says when to come again, and lets in then", () => {
  const [limit, key] = filled();
  assertEquals(refusal(limit, key, 0), 900);
  assertEquals(refusal(limit, key, WINDOW - 1), 1);
  limit.check(key, WINDOW);
  assertEquals(limit.size, 0);
});

Deno.test("LoginLimit counts accounts and networks apart", () => {
  const [limit, key] = filled();
  limit.check(limit.key("rahul@example.com", "192.0.2.7"), 0);
  limit.check(limit.key("vidu@example.com", "192.0.2.8"), 0);
  assertEquals(limit.key("VIDU@example.com", "192.0.2.7"), key);
});

Deno.test("LoginLimit takes an IPv6 network for one", () => {
  const limit = new LoginLimit();
  const same = (a: string, b: string) => limit.key("", a) === limit.key("", b);
  assert(same("2001:db8:1:2::1", "2001:db8:1:2:3:4:5:6"));
  assert(same("2001:db8::1", "2001:db8:0:0:9::"));
  assert(!same("2001:db8:1:2::1", "2001:db8:1:3::1"));
  assert(!same("::1", "2001:db8::1"));
  assert(!same("::ffff:192.0.2.7", "::ffff:192.0.2.8"));
});

Deno.test("LoginLimit forgets with the right password", () => {
  const [limit, key] = filled();
  limit.succeed(key);
  limit.check(key, 0);
});

Deno.test("LoginLimit doesn't lock for longer when the clock is set back", () => {
  const [limit, key] = filled(10 * WINDOW);
  limit.check(key, 0);
  assertEquals(refusal(...filled(0), 0), 900);
});

Deno.test("LoginLimit remembers a bounded number, the newest", () => {
  const limit = new LoginLimit();
  for (let i = 0; i < 60_000; i++) limit.fail(`${i}`, 0);
  assertEquals(limit.size, 50_000);
  for (let i = 0; i < MAX_FAILURES; i++) limit.fail("59999", 0);
  refusal(limit, "59999", 0);
  limit.fail("later", WINDOW);
  assertEquals(limit.size, 1);
});
