import { lock } from "./defences/logins.ts";
import { noCors } from "./defences/requests.ts";
import { type Attack, holds, on, works } from "./runner/attack.ts";

const BLOCKED = "Failed to fetch";

export const attack: Attack = {
  id: "cross-site-read",
  name: "page of another origin reads the answer",
  group: "trick",
  story:
    "Someone is logged in and opens two pages of the attacker's: one on another site, and one at another port of the lab's host. The scripts on both pages ask the lab for what is locked and try to read the answer.",
  lesson:
    "The browser does send the request, and from the other port it even adds the cookies. But it shows the answer to a script of another origin only if the server allows that in a CORS header, and the lab sends none. So even the rungs without a login can't be read by a page of another origin.",
  browser: true,
  cells: {
    ...on(["2.1", "2.2", "4", "5", "6", "7", "8"], holds(BLOCKED, noCors)),
    ...on(["1", "3"], holds(BLOCKED, [noCors, lock])),
  },

  async control(range) {
    const page = await range.userPage();
    works(await range.enterFrom(page) === 200, "the user gets in");
  },

  async attack(range) {
    const user = await range.userPage();
    const page = await user.context().newPage();
    const read: string[] = [];
    for (const url of [range.otherSite, range.otherPort]) {
      await page.goto(url);
      read.push(
        await page.evaluate(
          (url) =>
            fetch(url, { credentials: "include" })
              .then((response) => response.text())
              .catch((error) => String(error)),
          range.url + range.locked,
        ),
      );
    }
    const broken = read.some((text) => text.includes('"success":true'));
    return { broken, saw: read.join(" and ") };
  },
};
