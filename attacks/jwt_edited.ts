import { mac } from "./defences/jwt.ts";
import { type Attack, holds, on } from "./runner/attack.ts";
import { encode, forged } from "./steps/forged_jwt.ts";

export const attack: Attack = {
  id: "jwt-edited",
  name: "JWT payload edited",
  group: "forge",
  story:
    "Rahul changes two things in his own JWT, and keeps its signature: the user that it names, and the time when it ends.",
  lesson:
    "Anyone can read a JWT, and anyone can write one. But the signature covers every bit of it, and only someone with the key can make a new one.",
  cells: on(["5", "6", "7"], holds("the verifier's code: signature", mac)),
  ...forged(({ claims, jwt }) => {
    const [header, , signature] = jwt.split(".");
    return [{ sub: "1" }, { exp: 9e9 }, { sub: "1", exp: 9e9 }].map((edit) =>
      [header, encode({ ...claims, ...edit }), signature].join(".")
    );
  }),
};
