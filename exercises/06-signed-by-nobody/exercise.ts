import { patch } from "../../attacks/defences/defence.ts";
import type { Exercise } from "../exercise.ts";

export const exercise: Exercise = {
  name: "06-signed-by-nobody",
  stage: "5",
  complaint:
    "Rahul: “Nothing was easier than becoming Vidu. I wrote a JWT in a text editor, and I didn't need a key.”",
  rows: ["jwt-none"],
  mistake: [
    patch(
      "lib/jwt.ts",
      `if (header.alg !== key.alg) { throw new JwtError("algorithm", "our key is for another algorithm"); }`,
      `const isSigned = String(header.alg).toLowerCase() !== "none";
  if (isSigned && header.alg !== key.alg) {
    throw new JwtError("algorithm", "our key is for another algorithm");
  }`,
    ),
    patch(
      "lib/jwt.ts",
      "if (!key.verify(signed, mac)) {",
      "if (isSigned && !key.verify(signed, mac)) {",
    ),
  ],
  hints: [
    "Who writes the header of a JWT?",
    "In verifyJwt() in lib/jwt.ts, something that the header says decides whether the MAC is checked.",
  ],
  explanation:
    "Anyone who sends a JWT can write its header too. A verifier that asks the header how to check, or whether to, lets the attacker decide. The server made its JWTs with one algorithm, so it knows which one to expect, and refuses every other.",
};
