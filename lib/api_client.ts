/**
 * Calling a rung's API from the page.
 *
 * @module
 */
import type { Answer } from "./api.ts";

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
  try {
    const response = method === "GET"
      ? await fetch(`${base}${path}${query(fields)}`)
      : await fetch(base + path, {
        method,
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(fields),
      });
    return { ...await response.json(), status: response.status };
  } catch {
    const message = "The server can't be reached. Try again.";
    return { success: false, message, status: 0 };
  }
}

function query(fields: Fields): string {
  const entries = Object.entries(fields).map(([k, v]) => [k, String(v)]);
  return entries.length === 0 ? "" : `?${new URLSearchParams(entries)}`;
}
