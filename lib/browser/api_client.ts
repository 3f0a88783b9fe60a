/**
 * Calling a rung's API from the page.
 *
 * @module
 */
import type { Answer } from "../http/api.ts";
import { addExchange } from "./exchanges.ts";
import { addDeed } from "./progress.ts";
import { type Trace, TRACE_HEADER } from "../http/trace_header.ts";

/** Fields of a request. */
export type Fields = Record<string, unknown>;

/**
 * Where a page keeps the credential that it must add to each request itself.
 * On the rungs with cookies it keeps none: the browser does.
 */
export interface CredentialStore {
  /** The fields to add, or null if nobody is logged in. */
  load(): Fields | null;
  save(credential: Fields): void;
  clear(): void;
}

/**
 * Sends a request to a rung below `base`: `fields` in the query of a GET, and
 * in the JSON body of a POST. A server that can't be reached is an answer too.
 */
export async function callApi<Payload>(
  base: string,
  method: "GET" | "POST",
  path: string,
  fields: Fields = {},
): Promise<Answer<Payload> & { status: number }> {
  const url = base + path + (method === "GET" ? query(fields) : "");
  const headers: Record<string, string> = { [TRACE_HEADER]: "1" };
  if (method === "POST") headers["Content-Type"] = "application/json";
  const body = method === "POST" ? JSON.stringify(fields) : undefined;
  const sent = method === "POST" ? withoutPassword(fields) : undefined;
  try {
    const response = await fetch(url, { method, headers, body });
    const { status } = response;
    const received = await response.json();
    const trace = readTraceHeader(response);
    addExchange({ method, url, sent, status, received, trace });
    // On a rung with a lock nothing can be changed without a login.
    if (received.success && method === "POST") addDeed(base, "used");
    return { ...received, status };
  } catch {
    const message = "The server can't be reached. Try again.";
    addExchange({ method, url, sent, status: 0, trace: null });
    return { success: false, message, status: 0 };
  }
}

function query(fields: Fields): string {
  const entries = Object.entries(fields).map(([k, v]) => [k, String(v)]);
  return entries.length === 0 ? "" : `?${new URLSearchParams(entries)}`;
}

function withoutPassword(fields: Fields): Fields {
  return "password" in fields ? { ...fields, password: "••••••" } : fields;
}

function readTraceHeader({ headers }: Response): Trace | null {
  const json = headers.get(TRACE_HEADER);
  return json === null ? null : JSON.parse(json);
}
