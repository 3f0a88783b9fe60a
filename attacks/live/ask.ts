/**
 * Requests to a rung from one of its pages, and what can be told from the
 * answers.
 *
 * @module
 */
import type { Answer } from "../../lib/http/api.ts";

export type Fields = Record<string, unknown>;

export interface Reply extends Answer<{ todos?: unknown[] }> {
  status: number;
}

/** What came back shows neither that an attack works nor that it is refused. */
export class Unclear extends Error {}

/** No request of an attack waits for a password's hash. */
const PATIENCE = 20_000;

/**
 * Sends a request: `fields` in the query of a GET, in the JSON of a POST.
 *
 * @param credentials `omit` sends no cookie, and keeps none that comes back.
 * @throws {Unclear} If no answer comes, or one that says nothing: it is not
 * JSON, or the server is busy (429) or in trouble (500 and up)
 */
export async function ask(
  method: "GET" | "POST",
  url: string,
  fields: Fields = {},
  credentials: RequestCredentials = "same-origin",
): Promise<Reply> {
  const isPost = method === "POST";
  const query = new URLSearchParams(fields as Record<string, string>);
  const request = isPost || query.size === 0 ? url : `${url}?${query}`;
  const response = await fetch(request, {
    method,
    credentials,
    headers: isPost ? { "Content-Type": "application/json" } : {},
    body: isPost ? JSON.stringify(fields) : null,
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => {
    throw new Unclear("The server could not be reached.");
  });
  const { status } = response;
  const answer = await response.json().catch(() => null);
  if (typeof answer?.success !== "boolean") {
    throw new Unclear(`The server answered ${status}, but not as a rung does.`);
  }
  const reply: Reply = { ...answer, status };
  if (status === 429 || status >= 500) throw new Unclear(say(reply));
  return reply;
}

export function say({ status, message }: Reply): string {
  return `The server answered ${status} “${message}”.`;
}

/**
 * Whether an attack got what it wanted.
 *
 * @param refusal The status that refuses it
 * @throws {Unclear} If the answer is neither
 */
export function isBroken(reply: Reply, refusal: number): boolean {
  if (reply.status === 200) return true;
  if (reply.status === refusal) return false;
  throw new Unclear(say(reply));
}

/**
 * Sends a GET with cookies that the page sets for it. A browser sends cookies
 * with a longer path first (RFC 6265 §5.4), and the rungs read the first one of
 * a name.
 *
 * @returns Null if the server doesn't read them: it takes nonsense, too.
 */
export async function askWithCookies(
  url: string,
  cookies: Record<string, string>,
): Promise<Reply | null> {
  const names = Object.keys(cookies);
  const nonsense = Object.fromEntries(names.map((name) => [name, "x"]));
  if (isBroken(await askPlanted(url, nonsense), 401)) return null;
  return await askPlanted(url, cookies);
}

async function askPlanted(
  url: string,
  cookies: Record<string, string>,
): Promise<Reply> {
  const scope = `; path=${url}; SameSite=Strict`;
  try {
    for (const [name, value] of Object.entries(cookies)) {
      document.cookie = `${name}=${value}${scope}`;
    }
    return await ask("GET", url);
  } finally {
    for (const name in cookies) document.cookie = `${name}=; Max-Age=0${scope}`;
  }
}
