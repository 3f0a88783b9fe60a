import { at, type Attack, on } from "./attack.ts";
import { encode, forged, hmac, WRONG_SIGNATURE } from "./forged_jwt.ts";

const GUESSES = [
  "",
  "secret",
  "qwerty",
  "password",
  "your-256-bit-secret",
  "auth ladder",
  "JWT_SECRET",
  "k".repeat(32),
];

export const attack: Attack = {
  id: "jwt-guessed-key",
  name: "JWT signed with a guessed key",
  story:
    "Rahul signs a token for Vidu with each key that people use: words, examples from manuals, the one from this project's tests.",
  lesson:
    "Guessing goes on offline, at millions a second, and nobody notices. A key of 256 random bits is beyond it; a word is not.",
  cells: on(["5", "6"], {
    ...WRONG_SIGNATURE,
    marks: [
      at("lib/jwt_secret.ts", "generateToken()"),
      ...WRONG_SIGNATURE.marks,
    ],
  }),
  ...forged(({ claims, header }) =>
    GUESSES.map((guess) => {
      const signed = `${encode(header)}.${encode({ ...claims, sub: "1" })}`;
      return `${signed}.${hmac(guess, signed)}`;
    })
  ),
};
