import { at, type Attack, breaks, holds, on, works } from "./attack.ts";

const ELSEWHERE = "no URL had a query";

export const attack: Attack = {
  id: "url-credential",
  name: "credential read from a URL (log, history, Referer)",
  story:
    "Someone uses the rung in a browser. The attacker reads what every server and proxy on the way writes down, and what the history keeps: the URLs and the Referer of each request. Whatever they find in a query, they send again.",
  lesson:
    "URLs are written down in more places than anyone can count. A header is not: so the credential goes into a cookie, and no URL has it.",
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
    "4": holds(
      ELSEWHERE,
      at("stages/04/middleware.ts", 'readCookie(headers, "token")'),
    ),
    ...on(
      ["5"],
      holds(
        ELSEWHERE,
        at("stages/05/middleware.ts", 'readCookie(ctx.req.headers, "jwt")'),
      ),
    ),
    ...on(
      ["6"],
      holds(
        ELSEWHERE,
        at("stages/06/middleware.ts", 'readCookie(ctx.req.headers, "jwt")'),
      ),
    ),
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
    const found = urls.filter((url) => new URL(url, range.url).search !== "");
    if (found.length === 0) {
      return { broken: false, saw: `${urls.length} URLs: ${ELSEWHERE}` };
    }
    const thief = range.client();
    const { search } = new URL(found[0], range.url);
    const { status } = await thief.send("GET", range.locked + search);
    return { broken: status === 200 };
  },
};
