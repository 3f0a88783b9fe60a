import {
  passwordAgain,
  renewedToken,
  tokenCompared,
} from "./defences/sessions.ts";
import { at, type Attack, breaks, holds, works } from "./runner/attack.ts";

const FIRST = "Confirm your password first";

export const attack: Attack = {
  id: "stolen-missile",
  name: "missile with a stolen session",
  group: "steal",
  story:
    "Someone has copied Vidu's credential and pushes the button. On rung 8 they push it once more after Vidu has confirmed the password and launched.",
  lesson:
    "On rung 1 anyone with the credential launches. Rung 8 asks for the password again, which a copied cookie doesn't have. The confirmation gives Vidu's session a new token, so the copy of the old one is dead, and can't make use of what Vidu has confirmed. A copy made after that could, for five minutes.",
  cells: {
    "1": breaks(
      "the credential is all that it takes",
      at("stages/01/mod.ts", `"GET /launch-missile": [authenticate, launch]`),
    ),
    "8": holds(FIRST, passwordAgain, renewedToken, tokenCompared),
  },

  async control(range) {
    const vidu = await range.user();
    if (range.stage.id === "1") {
      works((await range.enter(vidu)).status === 200, "the user launches");
      return;
    }
    const fields = { password: "qwerty" };
    await vidu.post("/auth/confirm", fields);
    const { status } = await vidu.post("/launch-missile");
    works(status === 200, "the user confirms and launches");
  },

  async attack(range) {
    const vidu = await range.user();
    const thief = range.thief(vidu);
    if (range.stage.id === "1") {
      return { broken: (await range.enter(thief)).status === 200 };
    }
    const before = await thief.post("/launch-missile");
    const first = range.exchanges.slice(-1);
    await vidu.post("/auth/confirm", { password: "qwerty" });
    const after = await thief.post("/launch-missile");
    const broken = before.status === 200 || after.status === 200;
    return { broken, evidence: [...first, ...range.exchanges.slice(-1)] };
  },
};
