/**
 * The assertions of `@std/assert` that this project uses, over
 * `node:assert/strict`.
 *
 * @module
 */
import assertions, { AssertionError } from "node:assert/strict";

export { AssertionError };

// deno-lint-ignore no-explicit-any
type ErrorClass<E extends Error> = abstract new (...args: any[]) => E;

export function assert(expr: unknown, msg = ""): asserts expr {
  if (!expr) fail(msg);
}

export function assertFalse(expr: unknown, msg = ""): asserts expr is false {
  if (expr) fail(msg);
}

export function assertExists<T>(
  actual: T,
  msg?: string,
): asserts actual is NonNullable<T> {
  if (actual === undefined || actual === null) {
    fail(msg ?? `Expected a value, got ${actual}`);
  }
}

export function assertEquals<T>(actual: T, expected: T, msg?: string) {
  assertions.deepStrictEqual(actual, expected, msg!);
}

export function assertNotEquals<T>(actual: T, expected: T, msg?: string) {
  assertions.notDeepStrictEqual(actual, expected, msg!);
}

export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is T {
  assertions.strictEqual(actual, expected, msg!);
}

export function assertStringIncludes(
  actual: string,
  expected: string,
  msg?: string,
) {
  if (!actual.includes(expected)) {
    fail(msg ?? `Expected ${quote(actual)} to include ${quote(expected)}`);
  }
}

export function assertMatch(actual: string, expected: RegExp, msg?: string) {
  if (!expected.test(actual)) {
    fail(msg ?? `Expected ${quote(actual)} to match ${expected}`);
  }
}

export function assertNotMatch(actual: string, expected: RegExp, msg?: string) {
  if (expected.test(actual)) {
    fail(msg ?? `Expected ${quote(actual)} not to match ${expected}`);
  }
}

export function assertInstanceOf<E extends Error>(
  actual: unknown,
  expectedType: ErrorClass<E>,
  msg?: string,
): asserts actual is E {
  if (!(actual instanceof expectedType)) {
    fail(msg ?? `Expected ${expectedType.name}, got ${actual}`);
  }
}

export function assertGreater<T>(actual: T, expected: T, msg?: string) {
  if (!(actual > expected)) fail(msg ?? `Expected ${actual} > ${expected}`);
}

export function assertGreaterOrEqual<T>(actual: T, expected: T, msg?: string) {
  if (!(actual >= expected)) fail(msg ?? `Expected ${actual} >= ${expected}`);
}

export function assertLess<T>(actual: T, expected: T, msg?: string) {
  if (!(actual < expected)) fail(msg ?? `Expected ${actual} < ${expected}`);
}

export function assertLessOrEqual<T>(actual: T, expected: T, msg?: string) {
  if (!(actual <= expected)) fail(msg ?? `Expected ${actual} <= ${expected}`);
}

/** Runs `fn`, which must throw; returns what it threw. */
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  errorClass?: ErrorClass<E>,
  msgIncludes?: string,
  msg?: string,
): E {
  try {
    fn();
  } catch (error) {
    return checked(error, errorClass, msgIncludes, msg);
  }
  fail(msg ?? "Expected the function to throw");
}

/** Awaits `fn`, whose promise must reject; resolves to the reason. */
export async function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  errorClass?: ErrorClass<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E> {
  const promise = fn();
  try {
    await promise;
  } catch (error) {
    return checked(error, errorClass, msgIncludes, msg);
  }
  fail(msg ?? "Expected the promise to reject");
}

export function fail(msg?: string): never {
  throw new AssertionError({ message: msg || "Failed assertion" });
}

function checked<E extends Error>(
  error: unknown,
  errorClass?: ErrorClass<E>,
  msgIncludes = "",
  msg?: string,
): E {
  assertInstanceOf(error, (errorClass ?? Error) as ErrorClass<E>, msg);
  assertStringIncludes(error.message, msgIncludes, msg);
  return error;
}

function quote(text: string): string {
  return JSON.stringify(text);
}
