/**
 * Runs an attack in the learner's own browser, from a page of the rung, and
 * says only what can be known there.
 *
 * @module
 */
import type { CredentialStore } from "../../lib/browser/api_client.ts";
import type { CredentialPlace } from "../../lib/state.ts";
import { urlCredential } from "../../stages/01/credential.ts";
import { storedCredential } from "../../stages/03/credential.ts";
import {
  ask,
  askWithCookies,
  type Fields,
  isBroken,
  type Reply,
  say,
  Unclear,
} from "./ask.ts";
import { findCredentials, type Found } from "./found.ts";
import type { Live, Trick } from "./live.ts";

/** How an attack ended here. */
export interface LiveEnd {
  /** `unclear`: nothing is proven. `login`: someone has to log in first. */
  outcome: "works" | "refused" | "unclear" | "login";
  /** What was seen, in sentences. */
  seen: string;
}

/** The rung that is attacked, as its page knows it. */
export interface Target {
  /** The path below which the rung's API is. */
  base: string;
  place: CredentialPlace | null;
}

/** An attack at work. */
interface Run extends Target {
  live: Live;
  /** Where the attack's request goes. */
  url: string;
  /** The credential that the page itself adds to its requests. */
  kept: Fields;
  /** What the honest request was answered. */
  control: Reply;
}

const STORES: Partial<Record<CredentialPlace, CredentialStore>> = {
  url: urlCredential,
  localStorage: storedCredential,
};

/**
 * Runs an attack, after the same thing done honestly. Attacks wait for each
 * other, those of other tabs too: some change cookies for a moment.
 */
export async function runLive(target: Target, live: Live): Promise<LiveEnd> {
  try {
    return await navigator.locks.request("attack", () => run(target, live));
  } catch (error) {
    const { message } = error as Error;
    return { outcome: "unclear", seen: `It could not be run now. ${message}` };
  }
}

async function run(target: Target, live: Live): Promise<LiveEnd> {
  const { base, place } = target;
  const kept = place === null ? {} : STORES[place]?.load() ?? {};
  const control = await ask("GET", base + live.control, kept);
  if (control.status === 401) {
    return { outcome: "login", seen: "Log in on this rung first." };
  }
  if (control.status !== 200) throw new Unclear(say(control));
  const url = base + live.path;
  return await tricks[live.trick]({ ...target, live, url, kept, control });
}

const tricks: Record<Trick, (run: Run) => Promise<LiveEnd>> = {
  async "as-user"({ live: { method, fields, refusal }, url, kept }) {
    return end(await ask(method, url, { ...kept, ...fields }), refusal);
  },

  async "as-stranger"({ live: { method, fields, refusal }, url }) {
    return end(await ask(method, url, fields, "omit"), refusal);
  },

  async copy({ live: { refusal }, url, kept, place }) {
    const { href, pathname } = location;
    const isUrl = place === "url";
    if (isUrl) history.replaceState(history.state, "", pathname);
    else storedCredential.clear();
    try {
      return end(await ask("GET", url, kept, "omit"), refusal);
    } finally {
      if (isUrl) history.replaceState(history.state, "", href);
      else storedCredential.save(kept);
    }
  },

  async read({ url, live: { refusal } }) {
    const { search } = location;
    const found = findCredentials(search, { ...localStorage }, document.cookie);
    let works = false;
    const seen: string[] = [];
    for (const it of found) {
      const names = Object.keys(it.fields).join(" and ");
      if (names === "") continue;
      const reply = await tryOut(url, it);
      const fits = reply !== null && isBroken(reply, refusal);
      works ||= fits;
      const whose = fits
        ? "With that alone one gets in"
        : "That belongs to another rung";
      const answer = reply === null ? "This one does not read it." : say(reply);
      seen.push(`${it.where} has ${names}. ${whose}. ${answer}`);
    }
    const empty = found.filter(({ fields }) => !Object.keys(fields).length)
      .map(({ where }) => where);
    seen.push(...empty.map((where) => `${where} has no credential.`));
    return { outcome: works ? "works" : "refused", seen: seen.join(" ") };
  },

  async count({ base, live: { fields, refusal }, url, kept }) {
    const list = { ...kept, limit: 1000 };
    const count = async () => {
      const { payload } = await ask("GET", `${base}/todo/list`, list);
      return payload?.todos?.length;
    };
    const before = await count();
    const reply = await ask("GET", url, { ...kept, ...fields });
    if (await count() === before) return end(reply, refusal);
    return { outcome: "works", seen: `${say(reply)} The list has changed.` };
  },

  async others({ live: { method, fields, refusal }, url, kept, control }) {
    if (control.message.endsWith(" vidu")) {
      const seen =
        "Nothing can be proven as Vidu: this page can't know which " +
        "ids are someone else's. Log in as Rahul. Ids 1 to 5 are Vidu's.";
      return { outcome: "unclear", seen };
    }
    let reply!: Reply;
    for (let todoId = 1; todoId <= 5; todoId++) {
      reply = await ask(method, url, { ...kept, ...fields, todoId });
      if (isBroken(reply, refusal)) {
        const seen = `To-do ${todoId} is Vidu's. ${say(reply)}`;
        return { outcome: "works", seen };
      }
    }
    const seen = "The lab came with five to-dos of Vidu's, 1 to 5, and each " +
      `was tried. ${say(reply)} It says the same of one that is gone.`;
    return { outcome: "refused", seen };
  },

  async forge({ url, live: { jwt, refusal } }) {
    const reply = await askWithCookies(url, { jwt: jwt!, access: jwt! });
    if (reply !== null) return end(reply, refusal);
    throw new Unclear("The server does not read a cookie that this page sets.");
  },
};

function end(reply: Reply, refusal: number): LiveEnd {
  const outcome = isBroken(reply, refusal) ? "works" : "refused";
  return { outcome, seen: say(reply) };
}

/** Uses on this rung what was found, and nothing else that the browser has. */
async function tryOut(
  url: string,
  { where, fields }: Found,
): Promise<Reply | null> {
  return where === "document.cookie"
    ? await askWithCookies(url, fields)
    : await ask("GET", url, fields, "omit");
}
