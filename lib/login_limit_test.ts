import { assert, assertEquals, assertThrows } from "@std/assert";
import { RetryError } from "./http/errors.ts";
import { LoginLimit, MAX_FAILURES, WINDOW } from "./login_limit.ts";

/** A limit with a clock to set, and an account that has been guessed at. */
function filled(start = 0) {
  const time = { now: start };
  const limit = new LoginLimit(() => time.now);
  const key = limit.key("vidu@example.com", "192.0.2.7");
  for (let i = 0; i < MAX_FAILURES; i++) {
    limit.check(key);
    limit.fail(key);
  }
  return { time, limit, key };
}

function refusal(limit: LoginLimit, key: string): RetryError {
  return assertThrows(() => limit.check(key), RetryError);
}

Deno.test("LoginLimit says when to come again, and lets in then", () => {
  const { time, limit, key } = filled();
  const { status, retryAfter } = refusal(limit, key);
  assertEquals({ status, retryAfter }, { status: 429, retryAfter: 900 });
  time.now = WINDOW - 1;
  assertEquals(refusal(limit, key).retryAfter, 1);
  time.now = WINDOW;
  limit.check(key);
  assertEquals(limit.size, 0);
});

Deno.test("LoginLimit counts accounts and networks apart", () => {
  const { limit, key } = filled();
  limit.check(limit.key("rahul@example.com", "192.0.2.7"));
  limit.check(limit.key("vidu@example.com", "192.0.2.8"));
  assertEquals(limit.key("VIDU@example.com", "192.0.2.7"), key);
});

Deno.test("LoginLimit counts an IPv6 network as one client", () => {
  const limit = new LoginLimit(() => 0);
  const same = (a: string, b: string) => limit.key("", a) === limit.key("", b);
  assert(same("2001:db8:1:2::1", "2001:db8:1:2:3:4:5:6"));
  assert(same("2001:db8::1", "2001:db8:0:0:9::"));
  assert(!same("2001:db8:1:2::1", "2001:db8:1:3::1"));
  assert(!same("::1", "2001:db8::1"));
  assert(!same("::ffff:192.0.2.7", "::ffff:192.0.2.8"));
});

Deno.test("LoginLimit forgets wrong passwords after the right one", () => {
  const { limit, key } = filled();
  limit.succeed(key);
  limit.check(key);
});

Deno.test("LoginLimit doesn't lock for longer when the clock is set back", () => {
  const { time, limit, key } = filled(10 * WINDOW);
  time.now = 0;
  limit.check(key);
});

Deno.test("LoginLimit remembers a bounded number, the newest", () => {
  const time = { now: 0 };
  const limit = new LoginLimit(() => time.now);
  for (let i = 0; i < 60_000; i++) limit.fail(`${i}`);
  assertEquals(limit.size, 50_000);
  for (let i = 0; i < MAX_FAILURES; i++) limit.fail("59999");
  refusal(limit, "59999");
  time.now = WINDOW;
  limit.fail("later");
  assertEquals(limit.size, 1);
});
