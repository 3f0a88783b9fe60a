import { at, type Attack, breaks, on, works } from "./attack.ts";

const OPEN = breaks(
  "the request comes from the page itself, and the browser adds the cookie",
);

export const attack: Attack = {
  id: "script-uses",
  name: "script on the page uses the session",
  story:
    "The same stranger's script does not care what the credential is. It asks the server from the page, as the page's own script does.",
  lesson:
    "Nothing here tells one script of a page from another. HttpOnly keeps the credential from being carried off, not from being used: while the page is open, the script is the user. What helps is that no such script gets in: escaped text, and a Content-Security-Policy.",
  browser: true,
  cells: {
    "1": breaks(
      "the script reads the credential and shows it",
      at("stages/01/credential.ts", "INSECURE(stage 1): the address bar"),
    ),
    "3": breaks(
      "the script reads the credential and shows it",
      at("stages/03/credential.ts", "INSECURE(stage 3): any script"),
    ),
    ...on(["4", "5", "6"], {
      ...OPEN,
      marks: [at("lib/http/origin.ts", "if (!isOwn)")],
    }),
  },

  async control(range) {
    const page = await range.userPage();
    works(await range.enterFrom(page) === 200, "the user gets in");
    const stranger = await range.page();
    await stranger.goto(`${range.url}/hole`);
    const used = stranger.locator("#used").filter({ hasText: "401" });
    await used.waitFor();
  },

  async attack(range) {
    const page = await range.userPage();
    await page.evaluate((url) => location.href = url, `${range.url}/hole`);
    const used = page.locator("#used").filter({ hasText: /^\d/ });
    return { broken: (await used.innerText()).startsWith("200") };
  },
};
