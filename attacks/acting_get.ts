import { at, type Attack, breaks, holds, on, works } from "./attack.ts";

const READ_ONLY = "Only POST can be used here";

export const attack: Attack = {
  id: "acting-get",
  name: "GET that acts (reload, history, preview)",
  story:
    "Someone opens an address again that has done something: from the history, by a reload, or a program fetches it to show a preview.",
  lesson:
    "Browsers and programs repeat a GET as they like, because it is meant to change nothing. From rung 2.1 on every change is a POST, and a GET to the same address is refused.",
  cells: {
    "1": breaks(
      "each GET launches",
      at("stages/01/mod.ts", "INSECURE(stage 1): a GET that acts"),
    ),
    ...on(
      ["2.1", "2.2", "3", "4", "5", "6"],
      holds(READ_ONLY, at("lib/http/api.ts", "methodNotAllowed(methods)")),
    ),
  },

  async control(range) {
    const vidu = await range.user();
    const { status } = range.stage.app === "missile"
      ? await range.enter(vidu)
      : await vidu.post("/todo/create", { text: "honest" });
    works(status === 200, "the user can do it");
  },

  async attack(range) {
    const vidu = await range.user();
    if (range.stage.app === "missile") {
      await range.enter(vidu);
      return { broken: (await range.enter(vidu)).status === 200 };
    }
    const before = (await vidu.texts()).length;
    await vidu.send("GET", `/todo/create?text=again`);
    const evidence = range.exchanges.slice(-1);
    return { broken: (await vidu.texts()).length !== before, evidence };
  },
};
