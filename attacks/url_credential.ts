import { notHandedOut } from "./defences/logins.ts";
import { at, type Attack, breaks, holds, on, works } from "./runner/attack.ts";

const NO_QUERY = "no URL had a query";

export const attack: Attack = {
  id: "url-credential",
  name: "credential read from a URL (log, history, Referer)",
  group: "steal",
  story:
    "Someone uses the rung in a browser. The attacker reads what servers and proxies on the way write down and what the history keeps: the URL and the Referer of each request. If a query there holds a credential, they use it.",
  lesson:
    "URLs are written down in more places than anyone can count. Rungs 1 and 3 give the credential to the page's script, and the script puts it into URLs. From rung 4 on, login gives it to the browser alone, in cookies, and a cookie travels in a header. No script has the credential, so none can put it into a URL.",
  browser: true,
  cells: {
    "1": breaks(
      "the query of each request has it, and so has the address of the page",
      at("stages/01/middleware.ts", "INSECURE(stage 1): the credential is"),
    ),
    "3": breaks(
      "the query of each GET has it",
      at("stages/03/middleware.ts", "INSECURE(stage 3): a GET still"),
    ),
    ...on(["4", "5", "6", "7", "8"], holds(NO_QUERY, notHandedOut)),
  },

  async control(range) {
    const page = await range.userPage();
    works(await range.enterFrom(page) === 200, "the user gets in");
  },

  async attack(range) {
    const start = range.exchanges.length;
    const page = await range.userPage();
    await page.reload();
    await range.enterFrom(page);
    const urls = range.exchanges.slice(start)
      .flatMap(({ url, referer }) => referer === null ? [url] : [url, referer])
      .concat(page.url());
    const found = urls.map((url) => new URL(url, range.url).searchParams)
      .find(({ size }) => size > 0);
    if (found === undefined) return { broken: false, saw: NO_QUERY };
    const id = found.get("session_id") ?? found.get("sessionId") ?? "";
    const thief = range.bearer(id, found.get("token") ?? "");
    return { broken: (await range.enter(thief)).status === 200 };
  },
};
