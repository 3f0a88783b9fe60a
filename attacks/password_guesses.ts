import { countedGuesses } from "./defences/logins.ts";
import { type Attack, holds, on, works } from "./runner/attack.ts";

const COMMON = [
  ...["123456", "password", "12345678", "111111", "abc123", "letmein"],
  ...["iloveyou", "monkey", "dragon", "sunshine", "football", "princess"],
  ...["welcome", "admin", "master", "shadow", "superman", "michael"],
  "qwerty",
];

export const attack: Attack = {
  id: "password-guesses",
  name: "password guessed from a list of common ones",
  group: "guess",
  story:
    "The attacker knows Vidu's e-mail address and tries the most common passwords, one after another.",
  lesson:
    "A slow hash makes each guess expensive. After ten wrong ones in 15 minutes for one account from one network, even the right password is refused. An attacker with many addresses can go on, so a site should also refuse common passwords and ask for a second factor.",
  cells: on(
    ["1", "3", "4", "5", "6", "7", "8"],
    holds("Too many wrong passwords", countedGuesses),
  ),

  async control(range) {
    const { status } = await range.enter(await range.user());
    works(status === 200, "the user gets in");
  },

  async attack(range) {
    for (const guess of COMMON) {
      const { status } = await range.client().login("vidu", guess);
      if (status === 200) return { broken: true };
    }
    return { broken: false };
  },
};
