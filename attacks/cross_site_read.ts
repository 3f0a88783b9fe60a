import { at, type Attack, holds, on, works } from "./attack.ts";

const BLOCKED = "the page of another site reads nothing";

export const attack: Attack = {
  id: "cross-site-read",
  name: "another site reads the answer",
  story:
    "Someone is logged in and opens a page of another site. Its script asks the lab for what is locked and tries to read the answer.",
  lesson:
    "The browser sends the request, but shows the answer to a script of another origin only where the server says so, in a CORS header. The lab says so to nobody: even the rungs without a lock can't be read from a page of another site.",
  browser: true,
  cells: on(
    ["1", "2.1", "2.2", "3", "4", "5", "6"],
    holds(
      BLOCKED,
      at("lib/http/guards.ts", '"Cross-Origin-Resource-Policy"'),
    ),
  ),

  async control(range) {
    const page = await range.userPage();
    works(await range.enterFrom(page) === 200, "the user gets in");
  },

  async attack(range) {
    const user = await range.userPage();
    const page = await user.context().newPage();
    range.attackersPage = "<!doctype html><title>Kittens</title>";
    await page.goto(range.otherSite);
    const url = range.url + range.locked;
    const read = await page.evaluate(
      (url) =>
        fetch(url, { credentials: "include" })
          .then((response) => response.text())
          .catch((error) => String(error)),
      url,
    );
    const blocked = read === "TypeError: Failed to fetch";
    return { broken: !blocked, saw: `${read}: ${BLOCKED}` };
  },
};
