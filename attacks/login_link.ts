import { cookiesOnly } from "./defences/logins.ts";
import { at, type Attack, breaks, holds, on, works } from "./runner/attack.ts";

const NOBODY = "the page asks for a login";

export const attack: Attack = {
  id: "login-link",
  name: "link that logs someone in",
  group: "trick",
  story:
    "Rahul sends Vidu a link to the lab with Rahul's own credential in its query. Vidu opens it, doesn't notice, and goes on as Rahul. In the same way, anyone who gets Vidu's link goes on as Vidu.",
  lesson:
    "On rung 1 the address is the login: anyone who opens the link is logged in as its sender. Rung 3 no longer writes the credential into the address, but still accepts it from the query of any GET, so such a link works there too. From rung 4 on, a credential is accepted from cookies only.",
  browser: true,
  cells: {
    "1": breaks(
      "the page's address is all that it takes",
      at("stages/01/credential.ts", "INSECURE(stage 1): the address bar"),
      at("stages/01/middleware.ts", "INSECURE(stage 1): the credential is"),
    ),
    "3": breaks(
      "the query of any GET is accepted, the page's too",
      at("stages/03/middleware.ts", "INSECURE(stage 3): a GET still"),
    ),
    ...on(["4", "5", "6", "7", "8"], holds(NOBODY, cookiesOnly)),
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
    const form = page.getByLabel("E-mail");
    await logged.or(form).waitFor();
    const broken = !await form.isVisible();
    const saw = broken ? await logged.innerText() : NOBODY;
    return { broken, saw, evidence };
  },
};
