import { at, type Attack, breaks, holds, on, works } from "./attack.ts";

const NOBODY = "the page says that nobody is logged in";

export const attack: Attack = {
  id: "login-link",
  name: "link that logs somebody in",
  story:
    "Rahul sends Vidu a link to the lab, with Rahul's own credential in its query. Vidu opens it and goes on as Rahul, without noticing. Sent to anybody else, Vidu's own link does the same.",
  lesson:
    "Where the address is the login, whoever has the address is logged in, and whoever is sent one is logged in as its sender. Rung 3 does not write it there any more, but takes it from the query of any GET, that of its page too. From rung 4 on nothing reads a credential from an address.",
  browser: true,
  cells: {
    "1": breaks(
      "the page's address is all that it takes",
      at("stages/01/credential.ts", "INSECURE(stage 1): the address bar"),
      at("stages/01/middleware.ts", "INSECURE(stage 1): the credential is"),
    ),
    "3": breaks(
      "the query of a GET is taken, the page's own too",
      at("stages/03/middleware.ts", "INSECURE(stage 3): a GET still"),
    ),
    ...on(
      ["4", "5", "6"],
      holds(NOBODY, at("lib/http/cookies.ts", 'headers.get("cookie")')),
    ),
  },

  async control(range) {
    const page = await range.userPage();
    works(await range.enterFrom(page) === 200, "the user gets in");
  },

  async attack(range) {
    const { credential, cookies } = await range.user("rahul");
    const query = new URLSearchParams([
      ...Object.entries(credential),
      ...cookies,
    ]);
    const page = await range.page();
    await page.goto(`${range.url}/?${query}`);
    const evidence = range.exchanges
      .filter(({ url }) => url.endsWith(`/?${query}`));
    const logged = page.getByText("Logged in as rahul").first();
    await logged.or(page.getByLabel("E-mail")).waitFor();
    const broken = await logged.isVisible();
    return { broken, saw: broken ? "Logged in as rahul" : NOBODY, evidence };
  },
};
