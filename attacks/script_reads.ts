import { notHandedOut } from "./defences/logins.ts";
import { httpOnly } from "./defences/requests.ts";
import { findCredentials } from "./live/found.ts";
import { at, type Attack, breaks, holds, on, works } from "./runner/attack.ts";

const NOTHING = "the script finds no credential that this rung accepts";

export const attack: Attack = {
  id: "script-reads",
  name: "script on the page reads the credential",
  group: "steal",
  story:
    "A stranger's script runs on a page of the lab. It reads all that it can reach: the page's cookies, localStorage, the address that it came from. The attacker tries what it finds from another machine.",
  lesson:
    "What one script on a page can read, every script on that page can read. An HttpOnly cookie is hidden from all of them, and login gives the credential to nobody else. So the script finds no credential of this rung. It may find one that rung 3 has left in localStorage, but this rung doesn't accept it.",
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
    ...on(["4", "5", "6", "7", "8"], holds(NOTHING, httpOnly, notHandedOut)),
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
    const { search } = new URL(read["document.referrer"] || range.url);
    const found = findCredentials(search, stored, cookie)
      .filter(({ fields }) => Object.keys(fields).length > 0);
    const fit: string[] = [];
    for (const { where, fields } of found) {
      const [sid, secret] = fields["__Host-session"]?.split(".") ?? [];
      const id = fields.session_id ?? fields.sessionId ?? sid ?? "";
      const credential = fields.token ?? fields.jwt ?? fields.access ??
        secret ?? "";
      const thief = range.bearer(id, credential);
      if ((await range.enter(thief)).status === 200) {
        fit.push(`${where} has ${Object.keys(fields).join(" and ")}`);
      }
    }
    if (fit.length > 0) return { broken: true, saw: fit.join(", ") };
    const evidence = range.exchanges.filter(({ url }) => url.endsWith("/hole"));
    return { broken: false, saw: NOTHING, evidence };
  },
};
