/**
 * Runs an attack in the learner's own browser, from a page of the rung, and
 * says only what can be known there.
 *
 * @module
 */
import type { Answer } from "../../lib/http/api.ts";
import type { CredentialStore } from "../../lib/browser/api_client.ts";
import type { CredentialPlace } from "../../lib/state.ts";
import { urlCredential } from "../../stages/01/credential.ts";
import { storedCredential } from "../../stages/03/credential.ts";
import type { Live } from "./live.ts";

/** How an attack ended here. */
export interface LiveEnd {
  /** `unclear`: it could not be run now. `login`: someone has to log in first. */
  outcome: "works" | "refused" | "unclear" | "login";
  /** What was seen, as a sentence. */
  seen: string;
}

/** The rung that is attacked, as its page knows it. */
export interface Target {
  /** The path below which the rung's API is. */
  base: string;
  place: CredentialPlace | null;
}

type Fields = Record<string, unknown>;

interface Reply extends Answer<{ todos?: { id: number }[] }> {
  /** 0 if no answer came, or none in JSON. */
  status: number;
}

const STORES: Partial<Record<CredentialPlace, CredentialStore>> = {
  url: urlCredential,
  localStorage: storedCredential,
};

/** Runs an attack, after the same thing done honestly. */
export async function runLive(target: Target, live: Live): Promise<LiveEnd> {
  const kept = STORES[target.place ?? "cookie"]?.load() ?? {};
  let ids: number[] = [];
  if (live.login) {
    // Without someone logged in, any refusal would do.
    const honest = live.path.startsWith("/launch")
      ? "/auth/whoami"
      : "/todo/list";
    const reply = await send(target, "GET", honest, kept);
    if (reply.status === 401) {
      return { outcome: "login", seen: "Log in on this rung first." };
    }
    if (reply.status !== 200) return judge(reply);
    ids = reply.payload?.todos?.map(({ id }) => id) ?? [];
  }
  if (live.read) return await readCredential(target, live);
  const fields = { ...live.own ? kept : {}, ...live.fields };
  if (live.others) return await takeOthers(target, live, fields, ids);
  return await plant(target, live.cookie, async () => {
    const { method, omit, path } = live;
    return judge(await send(target, method, path, fields, omit));
  });
}

/** Looks for this rung's credential where a script can look, and tries it. */
async function readCredential(target: Target, live: Live): Promise<LiveEnd> {
  const names = document.cookie.split("; ").filter((pair) => pair !== "")
    .map((pair) => pair.split("=")[0]);
  const cookies = names.length === 0
    ? "document.cookie is empty"
    : `document.cookie shows ${names.join(" and ")}`;
  const found = STORES[target.place ?? "cookie"]?.load() ?? null;
  if (target.place === "cookie") {
    const readable = names.some((name) => ["token", "jwt"].includes(name));
    const left = storedCredential.load() === null
      ? ""
      : " localStorage has a session token, but it is rung 3's.";
    return readable
      ? { outcome: "works", seen: `${cookies}: any script can take it.` }
      : { outcome: "refused", seen: `${cookies}.${left}` };
  }
  if (found === null) {
    return { outcome: "unclear", seen: "This page has lost the credential." };
  }
  const { method, path } = live;
  const end = judge(await send(target, method, path, found, true));
  const where = target.place === "url" ? "the address" : "localStorage";
  const what = `The script read the credential in ${where} and used it`;
  return end.outcome === "works"
    ? { ...end, seen: `${what} without any cookie. ${end.seen}` }
    : end;
}

/** Changes a to-do that is not in one's own list. */
async function takeOthers(
  target: Target,
  { method, path }: Live,
  fields: Fields,
  ids: number[],
): Promise<LiveEnd> {
  // Ids count up, so the first ones are Vidu's, who was here first.
  let todoId = 1;
  while (ids.includes(todoId)) todoId++;
  const reply = await send(target, method, path, { ...fields, todoId });
  const end = judge(reply);
  const seen = `To-do ${todoId} is not in your list. ${end.seen}`;
  const same = reply.status === 404
    ? " It says the same of one that doesn't exist."
    : "";
  return { ...end, seen: seen + same };
}

/** Runs `attack` with a cookie that the browser sends before the real one. */
async function plant(
  { base }: Target,
  cookie: string | undefined,
  attack: () => Promise<LiveEnd>,
): Promise<LiveEnd> {
  if (cookie === undefined) return await attack();
  const scope = `; path=${base}/todo; SameSite=Strict`;
  document.cookie = cookie + scope;
  try {
    return await attack();
  } finally {
    document.cookie = `jwt=; Max-Age=0${scope}`;
  }
}

/** What a server answers that has understood a request and refuses it. */
const REFUSALS = [400, 401, 403, 404, 405, 409, 413, 415];

function judge({ status, message }: Reply): LiveEnd {
  const seen = `The server answered ${status} “${message}”.`;
  if (status === 200) return { outcome: "works", seen };
  if (REFUSALS.includes(status)) return { outcome: "refused", seen };
  return {
    outcome: "unclear",
    seen: status === 0 ? "The server could not be reached." : seen,
  };
}

/** @param omit Whether to leave the browser's cookies out. */
async function send(
  { base }: Target,
  method: "GET" | "POST",
  path: string,
  fields: Fields,
  omit = false,
): Promise<Reply> {
  const query = new URLSearchParams(fields as Record<string, string>);
  const isGet = method === "GET";
  try {
    const response = await fetch(
      isGet && query.size > 0 ? `${base}${path}?${query}` : base + path,
      {
        method,
        credentials: omit ? "omit" : "same-origin",
        headers: isGet ? {} : { "Content-Type": "application/json" },
        body: isGet ? null : JSON.stringify(fields),
      },
    );
    return { ...await response.json(), status: response.status };
  } catch {
    return { success: false, message: "", status: 0 };
  }
}
