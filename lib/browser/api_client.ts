/**
 * Calling a rung's API from the page.
 *
 * @module
 */
import type { Answer } from "../http/api.ts";
import { startExchange } from "./exchanges.ts";
import { addDeed } from "./progress.ts";
import { type Trace, TRACE_HEADER } from "../http/trace_header.ts";

const REFRESH = "/auth/refresh";

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
  const sent = method === "POST" ? withoutPasswords(fields) : undefined;
  const end = startExchange({ method, url, sent });
  // The cookies of a refresh must arrive even if the page is left meanwhile.
  const keepalive = path === REFRESH;
  try {
    const response = await fetch(url, { method, headers, body, keepalive });
    const { status } = response;
    const received = await response.json();
    const trace = readTraceHeader(response);
    const told = [...response.headers].filter(([name]) =>
      name !== TRACE_HEADER.toLowerCase()
    );
    end({ status, received, trace, headers: told });
    // On a rung with a lock nothing can be changed without a login.
    if (received.success && method === "POST") addDeed(base, "used");
    return { ...received, status };
  } catch {
    const message = "The server can't be reached. Try again.";
    end({ status: 0 });
    return { success: false, message, status: 0 };
  }
}

/** The latest refresh, over or not, and whether it worked. */
let latest: Promise<boolean> | undefined;

/**
 * The same on a rung where the access token expires. A request that gets a 401 is
 * repeated after a refresh: one, for any number of requests that wait for it.
 */
export async function callAndRefresh<Payload>(
  base: string,
  method: "GET" | "POST",
  path: string,
  fields: Fields = {},
): Promise<Answer<Payload> & { status: number }> {
  const call = () => callApi<Payload>(base, method, path, fields);
  const isAuth = method === "POST" && path.startsWith("/auth/");
  const send = () => isAuth ? inTurn(call) : call();
  await latest;
  const known = latest;
  const answer = await send();
  if (answer.status !== 401 || path === "/auth/login") return answer;
  // Unless there was a refresh since this request was sent.
  if (latest === known) latest = refresh(base);
  return await latest ? await send() : answer;
}

function refresh(base: string): Promise<boolean> {
  return inTurn(async () => (await callApi(base, "POST", REFRESH)).success);
}

/**
 * Requests whose answers set cookies take turns, in all tabs of a browser. Else a
 * late answer could put an old cookie in the place of a new one. Browsers have no
 * locks over http, except on the machine itself.
 */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks?.request("cookies", work) ?? work();
}

function query(fields: Fields): string {
  const entries = Object.entries(fields).map(([k, v]) => [k, String(v)]);
  return entries.length === 0 ? "" : `?${new URLSearchParams(entries)}`;
}

function withoutPasswords(fields: Fields): Fields {
  const entries = Object.entries(fields).map(([name, value]) =>
    /password/i.test(name) ? [name, "••••••"] : [name, value]
  );
  return Object.fromEntries(entries);
}

function readTraceHeader({ headers }: Response): Trace | null {
  const json = headers.get(TRACE_HEADER);
  return json === null ? null : JSON.parse(json);
}
