import { loginLooksAgain } from "./defences/sessions.ts";
import { type Attack, holds, works } from "./runner/attack.ts";
import { copied } from "./steps/copied.ts";
import { holdBack } from "../testing/slow_statement.ts";

export const attack: Attack = {
  id: "login-during-change",
  name: "login with the old password while it is changed",
  group: "steal",
  story:
    "Someone knows Vidu's password and logs in. The password is right, but the database is slow. Meanwhile Vidu changes the password, and that ends all sessions that there are. Then the login goes on and makes its session.",
  lesson:
    "What was true when the password was checked may be over when the session is made. So the login looks at the password once more after that. Whichever of the two comes last sees the other one.",
  cells: {
    "8": holds("the password was changed during the login", loginLooksAgain),
  },
  control: copied(() => {}).control,

  async attack(range) {
    const vidu = await range.user();
    const thief = range.client();
    using slow = holdBack(range.lab.db, "INSERT INTO sessions");
    const login = thief.login();
    const isHeld = await Promise.race([slow.held, login.then(() => false)]);
    works(isHeld, "the login waits for the database");
    const newPassword = "three blind mice and a cat";
    const fields = { password: "qwerty", newPassword };
    const { status } = await vidu.post("/auth/password", fields);
    works(status === 200, "Vidu changes the password");
    slow.letGo();
    const isIn = (await login).status === 200;
    const evidence = range.exchanges.slice(-1);
    const { status: entered } = await range.enter(thief);
    return { broken: isIn && entered === 200, evidence };
  },
};
