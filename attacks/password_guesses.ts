import { at, type Attack, holds, on, works } from "./attack.ts";

const COMMON = [
  ...["123456", "password", "12345678", "111111", "abc123", "letmein"],
  ...["iloveyou", "monkey", "dragon", "sunshine", "football", "princess"],
  ...["welcome", "admin", "master", "shadow", "superman", "michael"],
  "qwerty",
];

export const attack: Attack = {
  id: "password-guesses",
  name: "password guessed from a list of common ones",
  story:
    "The attacker knows Vidu's e-mail address and tries the passwords that most people use, one after the other.",
  lesson:
    "A slow hash makes a guess dear, and ten wrong ones for an account from one address are all that it bears in a quarter of an hour: then not even the right password is taken. Who has many addresses can still go on, so a site should refuse common passwords too, and ask for a second factor.",
  cells: on(
    ["1", "3", "4", "5", "6"],
    holds(
      "Too many wrong passwords",
      at("lib/http/login.ts", "guesses.check(key); // others"),
      at("lib/login_limit.ts", "throw new RetryError("),
    ),
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
