import { mac, randomKey } from "./defences/jwt.ts";
import { type Attack, holds, on } from "./runner/attack.ts";
import { encode, forged, hmac } from "./steps/forged_jwt.ts";

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
  group: "forge",
  story:
    "Rahul signs a JWT for Vidu with keys that people really use: words, examples from manuals, the key from this project's tests.",
  lesson:
    "An attacker can try guesses offline, millions a second, and nobody notices. Guessing 256 random bits is hopeless; guessing a word isn't.",
  cells: on(
    ["5", "6", "7"],
    holds("the verifier's code: signature", mac, randomKey),
  ),
  ...forged(({ claims, header }) =>
    GUESSES.map((guess) => {
      const signed = `${encode(header)}.${encode({ ...claims, sub: "1" })}`;
      return `${signed}.${hmac(guess, signed)}`;
    })
  ),
};
