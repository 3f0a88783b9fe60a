import { hostPrefix } from "./defences/sessions.ts";
import { at, type Attack, breaks, holds, on } from "./runner/attack.ts";
import { attackersCookies, STILL } from "./steps/attackers_cookies.ts";

export const attack: Attack = {
  id: "planted-cookie",
  name: "cookie planted with a longer path",
  group: "trick",
  story:
    "Vidu is logged in. A page at another port of the same host sets cookies with the lab's names and a longer path. They hold the credential of Rahul, the attacker. Then Vidu adds a to-do.",
  lesson:
    "A cookie has a name and a path but no sender: any server of the host can set one, and browsers send the one with the longer path first. The attacker can't read what Vidu has written before, but what Vidu writes now goes to Rahul. Rung 8 ends this trick: the name of its cookie begins with __Host-, and the browser refuses such a cookie unless its path is /. The attack in the next row still works.",
  browser: true,
  cells: {
    ...on(
      ["4", "5", "6", "7"],
      breaks(
        "the first cookie with the name counts, no matter who set it",
        at("lib/http/cookies.ts", "trim(pair.slice(0, equals)) === name"),
      ),
    ),
    "8": holds(STILL, hostPrefix),
  },
  ...attackersCookies(async (range, rahul, vidu) => {
    const page = await vidu.context().newPage();
    await page.goto(range.otherPort);
    for (const [name, value] of rahul.cookies) {
      const path = `path=${range.lab.base(range.stage)}/todo`;
      for (const called of new Set([name, name.replace("__Host-", "")])) {
        for (const more of ["", "; Secure"]) {
          await page.evaluate(
            (cookie) => document.cookie = cookie,
            `${called}=${value}; ${path}${more}`,
          );
        }
      }
    }
  }),
};
