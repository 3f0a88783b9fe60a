import { notHandedOut } from "./defences/logins.ts";
import { httpOnly } from "./defences/requests.ts";
import { at, type Attack, breaks, holds, on, works } from "./runner/attack.ts";

const NOTHING = "document.cookie is empty, localStorage has 0 entries";

export const attack: Attack = {
  id: "script-reads",
  name: "script on the page reads the credential",
  story:
    "A stranger's script runs on a page of the lab. It reads all that it can reach: the page's cookies, localStorage, the address that it came from. The attacker uses what it finds, from another machine.",
  lesson:
    "What one script of a page can read, any script of that page can. HttpOnly keeps a cookie for the browser alone, and login gives the credential to nobody else: the script looks, and there is nothing.",
  browser: true,
  cells: {
    "1": breaks(
      "login gives it to the script, and the address has it",
      at("stages/01/login.ts", "INSECURE(stage 1): the page's script"),
      at("stages/01/credential.ts", "INSECURE(stage 1): the address bar"),
    ),
    "3": breaks(
      "every script of the origin can read localStorage",
      at("stages/03/login.ts", "INSECURE(stage 3): the page's script"),
      at("stages/03/credential.ts", "INSECURE(stage 3): any script"),
    ),
    ...on(["4", "5", "6", "8"], holds(NOTHING, httpOnly, notHandedOut)),
  },

  async control(range) {
    const page = await range.userPage();
    works(await range.enterFrom(page) === 200, "the user gets in");
  },

  async attack(range) {
    const page = await range.userPage();
    await page.evaluate((url) => location.href = url, `${range.url}/hole`);
    const read = JSON.parse(
      await page.locator("#read").filter({ hasText: "}" }).innerText(),
    );
    const stored: Record<string, string> = read["localStorage"];
    const cookie: string = read["document.cookie"];
    const found: Record<string, string> = {
      ...stored,
      ...Object.fromEntries(new URLSearchParams(cookie.replaceAll("; ", "&"))),
      ...Object.fromEntries(
        new URL(read["document.referrer"] || range.url).searchParams,
      ),
    };
    const [sid, secret] = found["__Host-session"]?.split(".") ?? [];
    const token = found.token ?? found.jwt ?? secret;
    const isEmpty = cookie === "" ? "empty" : "not empty";
    const { length } = Object.keys(stored);
    const saw =
      `document.cookie is ${isEmpty}, localStorage has ${length} entries`;
    if (token === undefined) return { broken: false, saw };
    const id = found.session_id ?? found.sessionId ?? sid ?? "";
    const { status } = await range.enter(range.bearer(id, token));
    return { broken: status === 200, saw };
  },
};
