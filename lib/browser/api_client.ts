/**
 * Calling a rung's API from the page.
 *
 * @module
 */
import type { Answer } from "../http/api.ts";
import { TRACE_HEADER } from "../http/trace_header.ts";
import { startExchange } from "./exchanges.ts";
import { addDeed } from "./progress.ts";

/** Method and path, as a rung's routes name them. */
export type ApiRequest = `${"GET" | "POST"} /${string}`;

export type Fields = Record<string, unknown>;

/** An answer with its status: 0 if the server can't be reached. */
export type ApiAnswer<Payload> = Answer<Payload> & { status: number };

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
 * in the JSON body of a POST.
 */
export async function callApi<Payload>(
  base: string,
  request: ApiRequest,
  fields: Fields = {},
): Promise<ApiAnswer<Payload>> {
  const [method, path] = request.split(" ");
  const isPost = method === "POST";
  const query = isPost
    ? ""
    : String(new URLSearchParams(fields as Record<string, string>));
  const url = base + path + (query && `?${query}`);
  const headers: Record<string, string> = { [TRACE_HEADER]: "1" };
  if (isPost) headers["Content-Type"] = "application/json";
  const body = isPost ? JSON.stringify(fields) : undefined;
  const sent = body && JSON.parse(body, withoutPasswords);
  const end = startExchange({ method, url, sent });
  // The cookies of a refresh must arrive even if the page is left meanwhile.
  const keepalive = request === REFRESH;
  try {
    const response = await fetch(url, { method, headers, body, keepalive });
    const { status } = response;
    const received = await response.json();
    const told = new Headers(response.headers);
    const trace = JSON.parse(told.get(TRACE_HEADER) ?? "null");
    told.delete(TRACE_HEADER);
    end({ status, received, trace, headers: [...told] });
    // On a rung with a lock nothing can be changed without a login.
    if (received.success && isPost) addDeed(base, "used");
    return { ...received, status };
  } catch {
    end({ status: 0 });
    const message = "The server can't be reached. Try again.";
    return { success: false, message, status: 0 };
  }
}

const REFRESH = "POST /auth/refresh";

/** The latest refresh, over or not, and whether it worked. */
let latest: Promise<boolean> | undefined;

/**
 * The same on a rung where the access token expires. A request that gets a 401 is
 * repeated after a refresh: one, for any number of requests that wait for it.
 */
export async function callAndRefresh<Payload>(
  base: string,
  request: ApiRequest,
  fields?: Fields,
): Promise<ApiAnswer<Payload>> {
  const call = () => callApi<Payload>(base, request, fields);
  const send = request.startsWith("POST /auth/") ? () => inTurn(call) : call;
  await latest;
  const known = latest;
  const answer = await send();
  if (answer.status !== 401 || request === "POST /auth/login") return answer;
  // Unless there was a refresh since this request was sent.
  if (latest === known) {
    latest = inTurn(() => callApi(base, REFRESH)).then((it) => it.success);
  }
  return await latest ? await send() : answer;
}

/**
 * Requests whose answers set cookies take turns, in all tabs of a browser. Else a
 * late answer could put an old cookie in the place of a new one. Browsers have no
 * locks over http, except on the machine itself.
 */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks?.request("cookies", work) ?? work();
}

function withoutPasswords(name: string, value: unknown): unknown {
  return /password/i.test(name) ? "••••••" : value;
}
