import { hostPrefix } from "./defences/sessions.ts";
import { at, type Attack, breaks, holds, on, works } from "./runner/attack.ts";

const STILL = "what Vidu writes is still Vidu's";

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
      ["4", "5", "6"],
      breaks(
        "the first cookie with the name counts, no matter who set it",
        at("lib/http/cookies.ts", "trim(pair.slice(0, equals)) === name"),
      ),
    ),
    "8": holds(STILL, hostPrefix),
  },

  async control(range) {
    const vidu = await range.userPage();
    works(await range.postFrom(vidu) === 200, "the user writes a to-do");
    const rahul = await range.user("rahul");
    works((await rahul.texts()).length === 0, "and nobody else has it");
  },

  async attack(range) {
    const rahul = await range.user("rahul");
    const vidu = await range.userPage();
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
    await range.postFrom(vidu, "planted");
    const evidence = range.exchanges.slice(-1);
    const broken = (await rahul.texts()).length > 0;
    const isStill = (await range.contents(vidu)).includes("planted");
    return {
      broken,
      saw: isStill ? STILL : "Vidu's list is not Vidu's",
      evidence,
    };
  },
};
