import { ownAlgorithm } from "./defences/jwt.ts";
import { type Attack, holds, on } from "./runner/attack.ts";
import { encode, forged } from "./steps/forged_jwt.ts";

export const attack: Attack = {
  id: "jwt-none",
  name: "JWT alg: none",
  group: "forge",
  story:
    'Rahul writes a JWT that says that he is Vidu and that it needs no signature, with "none" spelled in several ways.',
  lesson:
    "The attacker writes the header. A verifier that lets the header choose the algorithm has already lost. This one knows which algorithm it wants, and accepts no other.",
  cells: on(
    ["5", "6", "7"],
    holds("the verifier's code: algorithm", ownAlgorithm),
  ),
  ...forged(({ claims, jwt }) =>
    ["none", "None", "NONE", "nOnE", ""].flatMap((alg) => {
      const unsigned = `${encode({ alg, typ: "JWT" })}.${
        encode({ ...claims, sub: "1" })
      }.`;
      return [unsigned + jwt.split(".")[2], unsigned];
    })
  ),
};
