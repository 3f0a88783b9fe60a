import { at, type Attack, breaks, holds, on, works } from "./attack.ts";

const NOTHING = "document.cookie is empty, localStorage has 0 entries";

export const attack: Attack = {
  id: "script-reads",
  name: "script on the page reads the credential",
  story:
    "A stranger's script runs on a page of the lab. It reads all that it can reach: the page's cookies, localStorage, the addresses in the history. The attacker uses what it finds, from another machine.",
  lesson:
    "What a script was given, any script on the page can take. HttpOnly gives the credential to the browser alone: the script looks, and there is nothing.",
  browser: true,
  cells: {
    "1": breaks(
      "login hands it to the script, and the history shows it",
      at("stages/01/login.ts", "INSECURE(stage 1): the page's script"),
      at("stages/01/credential.ts", "INSECURE(stage 1): the address bar"),
    ),
    "3": breaks(
      "localStorage belongs to every script of the origin",
      at("stages/03/login.ts", "INSECURE(stage 3): the page's script"),
      at("stages/03/credential.ts", "INSECURE(stage 3): any script"),
    ),
    ...on(
      ["4", "5", "6"],
      holds(NOTHING, at("lib/http/cookies.ts", '"HttpOnly",')),
    ),
  },

  async control(range) {
    const page = await range.userPage();
    works(await range.enterFrom(page) === 200, "the user gets in");
    await page.evaluate((url) => location.href = url, `${range.url}/hole`);
    await page.locator("#used").filter({ hasText: /\d/ }).waitFor();
  },

  async attack(range) {
    const page = await range.userPage();
    await page.evaluate((url) => location.href = url, `${range.url}/hole`);
    const read = JSON.parse(
      await page.locator("#read").filter({ hasText: "}" }).innerText(),
    );
    const { searchParams } = new URL(
      read["document.referrer"] || range.url,
    );
    const stored = read["localStorage"] as Record<string, string>;
    const thief = range.client();
    thief.credential = { ...stored, ...Object.fromEntries(searchParams) };
    for (const pair of read["document.cookie"].split("; ")) {
      const [name, value] = pair.split("=");
      if (value !== undefined) thief.cookies.set(name, value);
    }
    const { status } = await range.enter(thief);
    const cookie = thief.cookies.size === 0 ? "empty" : "not empty";
    const { length } = Object.keys(stored);
    const saw =
      `document.cookie is ${cookie}, localStorage has ${length} entries`;
    return { broken: status === 200, saw };
  },
};
