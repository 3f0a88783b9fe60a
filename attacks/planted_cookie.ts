import { at, type Attack, breaks, on, works } from "./attack.ts";

export const attack: Attack = {
  id: "planted-cookie",
  name: "cookie planted from another port of the host",
  story:
    "Vidu is logged in. A page at another port of the same host sets cookies with the lab's names, a longer path and the credential of Rahul, the attacker. Vidu writes down a to-do.",
  lesson:
    "Cookies have names and paths, but no sender: any server of the host can set them, and the longer path comes first. The attacker learns nothing of Vidu's, but what Vidu writes from now on goes to Rahul. Over https a name that begins with __Host- ends this: nobody else may set it, and it has no path. The lab also runs on plain http and below a path, so its cookies have other names.",
  browser: true,
  cells: on(
    ["4", "5", "6"],
    breaks(
      "the first cookie of a name counts, whoever has set it",
      at("lib/http/cookies.ts", "trim(pair.slice(0, equals)) === name"),
    ),
  ),

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
    range.attackersPage = "<!doctype html><title>Kittens</title>";
    await page.goto(range.otherPort);
    for (const [name, value] of rahul.cookies) {
      await page.evaluate(
        (cookie) => document.cookie = cookie,
        `${name}=${value}; path=${range.lab.base(range.stage)}/todo`,
      );
    }
    await range.postFrom(vidu);
    const evidence = range.exchanges.slice(-1);
    return { broken: (await rahul.texts()).length > 0, evidence };
  },
};
