import {
  changeEndsOthers,
  renewedToken,
  tokenCompared,
} from "./defences/sessions.ts";
import { type Attack, holds, works } from "./runner/attack.ts";
import { copied } from "./steps/copied.ts";

export const attack: Attack = {
  id: "before-password-change",
  name: "session of before a change of password, elsewhere",
  group: "steal",
  story:
    "Vidu is logged in with two browsers, and someone has copied the credential of each. Vidu suspects it and changes the password in one of them. Both copies are sent.",
  lesson:
    "People change their password because they fear that someone else is in. So the change ends all their other sessions, and gives the one that it comes from a new token.",
  cells: {
    "8": holds(
      "no live session with that token",
      changeEndsOthers,
      renewedToken,
      tokenCompared,
    ),
  },
  control: copied(() => {}).control,

  async attack(range) {
    const [here, there] = [await range.user(), await range.user()];
    const thieves = [here, there].map((client) => range.thief(client));
    const newPassword = "three blind mice and a cat";
    const fields = { password: "qwerty", newPassword };
    const { status } = await here.post("/auth/password", fields);
    works(status === 200, "Vidu changes the password");
    let broken = false;
    for (const thief of thieves) {
      broken ||= (await range.enter(thief)).status === 200;
    }
    return { broken, evidence: range.exchanges.slice(-2) };
  },
};
