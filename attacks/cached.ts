import type { Page } from "playwright-core";
import { noStore } from "./defences/requests.ts";
import { type Attack, holds, on, works } from "./runner/attack.ts";

const EMPTY = "the browser has kept no answer";

export const attack: Attack = {
  id: "cached",
  name: "answer left in the browser's cache",
  group: "steal",
  story:
    "Someone has used the rung on a shared computer and left. The next person reads the last answers from the browser's cache, without asking the server.",
  lesson:
    "A browser may keep any answer unless the answer forbids it. Here every answer with something personal in it says no-store, so there is nothing left to find.",
  browser: true,
  cells: on(["1", "3", "4", "5", "6", "7", "8"], holds(EMPTY, noStore)),

  async control(range) {
    const page = await range.userPage();
    const script = await page.evaluate(() =>
      performance.getEntriesByType("resource")
        .map(({ name }) => name).find((url) => url.includes("/_fresh/js/"))!
    );
    works(await kept(page, script), "the page's script is in the cache");
  },

  async attack(range) {
    const page = await range.userPage();
    await range.enterFrom(page);
    const start = range.exchanges.findLast(({ url }) =>
      url.startsWith(range.lab.base(range.stage) + range.locked)
    )!;
    const broken = await kept(page, range.origin + start.url);
    return { broken, saw: broken ? "an answer was there" : EMPTY };
  },
};

/** Whether a page of the same origin gets it without the network. */
function kept(page: Page, url: string) {
  const options = { cache: "only-if-cached", mode: "same-origin" } as const;
  return page.evaluate(
    ([url, options]) =>
      fetch(url, options).then(({ ok }) => ok).catch(() => false),
    [url, options] as const,
  );
}
