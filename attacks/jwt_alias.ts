import { ALPHABETS } from "../lib/base64.ts";
import { oneSpelling } from "./defences/jwt.ts";
import { type Attack, holds, on } from "./runner/attack.ts";
import { forged } from "./steps/forged_jwt.ts";

export const attack: Attack = {
  id: "jwt-alias",
  name: "JWT last-character alias",
  group: "forge",
  story:
    "The last two bits of a 256-bit signature's last character mean nothing. Rahul changes only those two bits, which gives three other spellings of the same signature. He also tries padding.",
  lesson:
    "A decoder that ignores those bits accepts four texts as the same JWT. A server that keeps a list of JWTs, to refuse them or to count them, is then fooled by a copy in another spelling. This decoder accepts one spelling only.",
  cells: on(
    ["5", "6", "7"],
    holds("the verifier's code: malformed", oneSpelling),
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
