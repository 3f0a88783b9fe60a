import { postOnly } from "./defences/requests.ts";
import { at, type Attack, breaks, holds, on, works } from "./runner/attack.ts";

export const attack: Attack = {
  id: "acting-get",
  name: "GET that acts (history, preview, prefetch)",
  group: "trick",
  story:
    "An address that did something is requested again: someone opens it from the history, or a program fetches it to show a preview.",
  lesson:
    "Browsers and other programs repeat a GET freely, because a GET isn't meant to change anything. On rung 1 the address that launches the missile is a GET. From rung 2.1 on every change is a POST, and a GET to the same address is refused.",
  cells: {
    "1": breaks(
      "each GET launches",
      at("stages/01/mod.ts", "INSECURE(stage 1): a GET that acts"),
    ),
    ...on(
      ["2.1", "2.2", "3", "4", "5", "6", "7", "8"],
      holds("Only POST can be used here", postOnly),
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
    await vidu.get("/todo/create", { text: "again" });
    const evidence = range.exchanges.slice(-1);
    return { broken: (await vidu.texts()).length !== before, evidence };
  },
};
