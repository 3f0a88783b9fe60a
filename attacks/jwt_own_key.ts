import { mac } from "./defences/jwt.ts";
import { type Attack, holds, on } from "./runner/attack.ts";
import { encode, forged, hmac } from "./steps/forged_jwt.ts";

export const attack: Attack = {
  id: "jwt-own-key",
  name: "JWT that brings its own key (jwk, jku, kid)",
  group: "forge",
  story:
    "Rahul signs a JWT for Vidu with a key of his own, and its header tells the server where to find that key.",
  lesson:
    "A key that comes with the JWT proves only that its writer has a key. The server uses its own key and looks at no other.",
  cells: on(["5", "6", "7"], holds("the verifier's code: signature", mac)),
  ...forged(({ claims, header }) => {
    const secret = "rahul's own key";
    const jwk = { kty: "oct", k: btoa(secret) };
    return [
      { jku: "http://127.0.0.1/keys.json" },
      { kid: "../../dev/null" },
      { x5u: "http://127.0.0.1/key.pem" },
      { jwk },
    ].map((extra) => {
      const signed = `${encode({ ...header, ...extra })}.${
        encode({ ...claims, sub: "1" })
      }`;
      return `${signed}.${hmac(secret, signed)}`;
    });
  }),
};
