/**
 * Asks an app in process. The tests here use the public API only, so they run
 * on the real package too.
 *
 * @module
 */
import type { App } from "fresh";

export interface Answer {
  status: number;
  text: string;
  headers: Headers;
}

export type Ask = (path: string, init?: RequestInit) => Promise<Answer>;

/** A function that asks `app` for a path, or `"POST /path"`. */
export function serve<State>(app: App<State>): Ask {
  const handler = app.handler();
  return async (path, init) => {
    const [, method = "GET", rest] = /^(?:([A-Z]+) )?(.*)$/.exec(path)!;
    const url = new URL("http://localhost" + rest);
    const response = await handler(new Request(url, { method, ...init }));
    const { status, headers } = response;
    return { status, headers, text: await response.text() };
  };
}

/** Runs `fn` and keeps what it logs as an error. */
export async function withoutLog(fn: () => Promise<void>): Promise<unknown[]> {
  const { error } = console;
  const logged: unknown[] = [];
  console.error = (first) => logged.push(first);
  try {
    await fn();
  } finally {
    console.error = error;
  }
  return logged;
}
