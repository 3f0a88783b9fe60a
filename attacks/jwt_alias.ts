import { ALPHABETS } from "../lib/base64.ts";
import { at, type Attack, holds, on } from "./attack.ts";
import { forged } from "./forged_jwt.ts";

export const attack: Attack = {
  id: "jwt-alias",
  name: "JWT last-character alias",
  story:
    "A signature of 256 bits ends in a character of which two bits stand for nothing. Rahul changes only those: the other three spellings of the same signature. Then he adds padding and white space.",
  lesson:
    "A decoder that drops those bits takes four texts for one token. Whoever keeps a list of tokens, to refuse them or to count them, is then fooled by a copy that is spelled otherwise. Only the canonical spelling is taken.",
  cells: on(
    ["5", "6"],
    holds(
      "the verifier's code: malformed",
      at("lib/base64.ts", "|| unused !== 0) throw refusal"),
    ),
  ),
  ...forged(({ jwt }) => {
    const symbols = ALPHABETS.base64url;
    const last = symbols.indexOf(jwt.at(-1)!);
    const aliases = [1, 2, 3].map((bits) =>
      jwt.slice(0, -1) + symbols[last ^ bits]
    );
    return [`${jwt}=`, jwt.replace(".", "=."), ...aliases];
  }),
};
