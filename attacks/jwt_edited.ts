import { type Attack, on } from "./attack.ts";
import { encode, forged, WRONG_SIGNATURE } from "./forged_jwt.ts";

export const attack: Attack = {
  id: "jwt-edited",
  name: "JWT payload edited",
  story:
    "Rahul changes two things in his own token and keeps its signature: whom it names, and when it ends.",
  lesson:
    "Anyone can read a token and anyone can write one. The signature is over each bit of it, and only the key makes a new one.",
  cells: on(["5", "6"], WRONG_SIGNATURE),
  ...forged(({ claims, jwt }) => {
    const [header, , signature] = jwt.split(".");
    return [{ sub: "1" }, { exp: 9e9 }, { sub: "1", exp: 9e9 }].map((edit) =>
      [header, encode({ ...claims, ...edit }), signature].join(".")
    );
  }),
};
