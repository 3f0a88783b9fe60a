import { at, type Attack, breaks, on, works } from "./runner/attack.ts";

export const attack: Attack = {
  id: "script-uses",
  name: "script on the page uses the session",
  group: "trick",
  story:
    "A stranger's script runs on a page of the lab. It doesn't try to read the credential. It sends its requests from the page, just as the page's own script does.",
  lesson:
    "Nothing tells one script on a page from another. HttpOnly keeps the credential from being carried away, not from being used: while the page is open, the script can do whatever its user can do. What helps is letting no such script in: escape every text, and have a Content-Security-Policy.",
  browser: true,
  cells: {
    "1": breaks(
      "the script reads the credential and sends it",
      at("stages/01/credential.ts", "INSECURE(stage 1): the address bar"),
    ),
    "3": breaks(
      "the script reads the credential and sends it",
      at("stages/03/credential.ts", "INSECURE(stage 3): any script"),
    ),
    ...on(
      ["4", "5", "6", "7", "8"],
      breaks(
        "the request comes from the lab's own page, and the browser adds the cookie",
        at("lib/http/origin.ts", "if (!isOwn)"),
      ),
    ),
  },

  async control(range) {
    const page = await range.userPage();
    works(await range.enterFrom(page) === 200, "the user gets in");
  },

  async attack(range) {
    const page = await range.userPage();
    await page.evaluate((url) => location.href = url, `${range.url}/hole`);
    const used = page.locator("#used").filter({ hasText: /^\d/ });
    return { broken: (await used.innerText()).startsWith("200") };
  },
};
