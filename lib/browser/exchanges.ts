/**
 * The exchanges of this page with its server, for their picture. This tab keeps
 * the last ones in its `sessionStorage`, so that they outlive a reload. Any script
 * of the lab can read them there, so no credential and no to-do is kept.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import { isCredential, type Trace } from "../http/trace_header.ts";

export interface Exchange {
  id: number;
  /** Whether it brought this page, and not something that a script asked for. */
  isPage?: boolean;
  method: string;
  /** Path and query. */
  url: string;
  /** The JSON that was sent, its password masked. */
  sent?: Record<string, unknown>;
  /** The HTTP status; null while it is under way, 0 if no answer came. */
  status: number | null;
  /** The answer's headers, without cookies; absent for a page. */
  headers?: [name: string, value: string][];
  /** The JSON that came back; absent for a page. */
  received?: unknown;
  /** The server's side; null where the server doesn't tell. */
  trace: Trace | null;
}

/** How many are shown, and how many a tab keeps. */
const [MAX_EXCHANGES, MAX_KEPT] = [50, 12];

/** Newest first. Filled in a browser only: a server has many visitors. */
export const exchanges: Signal<Exchange[]> = signal([]);

let lastId = 0;

/** Adds an exchange that begins; call what it returns with the answer. */
export function startExchange(
  request: Pick<Exchange, "method" | "url" | "sent">,
): (answer: Partial<Exchange>) => void {
  const id = ++lastId;
  const exchange = { ...request, id, status: null, trace: null };
  exchanges.value = [exchange, ...exchanges.value].slice(0, MAX_EXCHANGES);
  return (answer) =>
    exchanges.value = exchanges.value.map((other) =>
      other.id === id ? { ...other, ...answer } : other
    );
}

/** Whether somebody logged in by it. */
export function isLogin({ status, url }: Exchange): boolean {
  return status === 200 && url.endsWith("/auth/login");
}

/** What an earlier page of this tab has kept, newest first. */
export function loadExchanges(key: string): Exchange[] {
  try {
    const kept: Exchange[] = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    return kept.map((exchange, i) => ({ ...exchange, id: -1 - i }));
  } catch {
    return []; // storage is blocked
  }
}

/** Keeps the newest and the login, for the next page of this tab. */
export function keepExchanges(key: string, all: Exchange[]): void {
  const login = all.find(isLogin);
  const kept = all.filter((exchange, i) =>
    exchange.status !== null && (i < MAX_KEPT || exchange === login)
  );
  try {
    sessionStorage.setItem(key, JSON.stringify(kept, hide));
  } catch {
    // It is full or blocked. The page goes on without it.
  }
}

function hide(name: string, value: unknown): unknown {
  if (name === "todos") return "not kept";
  if (isCredential(name) && typeof value !== "object") return "••••";
  if (typeof value !== "string") return value;
  return value.replace(
    /(\w+)=([^&]+)/g,
    (pair, name) => isCredential(name) ? `${name}=••••` : pair,
  );
}
