import { type Attack, on } from "./attack.ts";
import { encode, forged, WRONG_ALGORITHM } from "./forged_jwt.ts";

export const attack: Attack = {
  id: "jwt-none",
  name: "JWT alg: none",
  story:
    "Rahul writes a token that says it needs no signature, in several spellings, and that he is Vidu.",
  lesson:
    "The token's header is the attacker's to write. A verifier that asks it how to verify has already lost; this one knows which algorithm it wants, and compares.",
  cells: on(["5", "6"], WRONG_ALGORITHM),
  ...forged(({ claims, jwt }) =>
    ["none", "None", "NONE", "nOnE", ""].flatMap((alg) => {
      const unsigned = `${encode({ alg, typ: "JWT" })}.${
        encode({ ...claims, sub: "1" })
      }.`;
      return [unsigned + jwt.split(".")[2], unsigned];
    })
  ),
};
