/**
 * Runs an attack in the learner's own browser, from the page of a rung.
 *
 * @module
 */
import type { Answer } from "../../lib/http/api.ts";
import { callApi, type Fields } from "../../lib/browser/api_client.ts";
import type { CredentialPlace } from "../../lib/stage.ts";
import { urlCredential } from "../../stages/01/credential.ts";
import { storedCredential } from "../../stages/03/credential.ts";
import type { Live } from "./live.ts";

export interface End {
  works: boolean;
  /** What was seen, as the end of a sentence. */
  seen: string;
}

/** @returns How it ended, or what is to be done first. */
export async function runLive(
  base: string,
  place: CredentialPlace | null,
  live: Live,
): Promise<End | string> {
  const { method, path, fields, own, omit, cookie, others, read } = live;
  const kept = place === "url"
    ? urlCredential.load()
    : place === "localStorage"
    ? storedCredential.load()
    : null;
  // The control: without somebody logged in, any refusal would do.
  const honest = path.startsWith("/launch") ? "/auth/whoami" : "/todo/list";
  const list = live.login
    ? await callApi<{ todos: { id: number }[] }>(
      base,
      "GET",
      honest,
      kept ?? {},
    )
    : null;
  if (list !== null && !list.success) return "Log in above first.";
  if (read) {
    const works = /token=|jwt=/.test(document.cookie + location.search) ||
      "token" in localStorage;
    const seen = `document.cookie is “${document.cookie}”, ` +
      `localStorage has ${localStorage.length} entries, ` +
      `the address has ${location.search.length} characters of query.`;
    return { works, seen };
  }
  const sent: Fields = { ...own ? kept : {}, ...fields };
  if (others) {
    const ids = list!.payload!.todos.map(({ id }) => id);
    for (sent.todoId = 1; ids.includes(sent.todoId as number);) {
      (sent.todoId as number)++;
    }
  }
  // The longest path is sent first, and only the first of a name counts.
  const scope = `; path=${base}/todo; SameSite=Strict`;
  if (cookie) document.cookie = cookie + scope;
  const { status, message } = omit
    ? await callWithoutCookies(base, method, path, sent)
    : await callApi(base, method, path, sent);
  if (cookie) document.cookie = `jwt=; Max-Age=0${scope}`;
  return {
    works: status === 200,
    seen: `and the server answers ${status} “${message}”.`,
  };
}

/** A request as a stranger's browser sends it, and whose cookies are not kept. */
async function callWithoutCookies(
  base: string,
  method: string,
  path: string,
  fields: Fields,
): Promise<Answer & { status: number }> {
  const post = method === "POST";
  const query = new URLSearchParams(fields as Record<string, string>);
  const response = await fetch(post ? base + path : `${base}${path}?${query}`, {
    method,
    credentials: "omit",
    headers: post ? { "Content-Type": "application/json" } : {},
    body: post ? JSON.stringify(fields) : null,
  });
  return { ...await response.json(), status: response.status };
}
