/**
 * The exchanges of this page with its server, as the wire inspector shows them.
 * They live in the page and end with it.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import type { Trace } from "../http/trace_header.ts";

export interface Exchange {
  id: number;
  method: string;
  /** Path and query. */
  url: string;
  /** The JSON that was sent, its password masked. */
  sent?: Record<string, unknown>;
  /** The HTTP status; 0 if no answer came. */
  status: number;
  /** The JSON that came back; absent for a page. */
  received?: unknown;
  /** The server's side; null where the server doesn't tell. */
  trace: Trace | null;
}

/** How many are kept. */
const MAX_EXCHANGES = 50;

/** Newest first. Filled in a browser only: a server has many visitors. */
export const exchanges: Signal<Exchange[]> = signal([]);

let lastId = 0;

/** Adds an exchange that has just ended. */
export function addExchange(exchange: Omit<Exchange, "id">): void {
  const all = [{ ...exchange, id: ++lastId }, ...exchanges.value];
  exchanges.value = all.slice(0, MAX_EXCHANGES);
}
