import { type Attack, on } from "./attack.ts";
import { encode, forged, hmac, WRONG_SIGNATURE } from "./forged_jwt.ts";

export const attack: Attack = {
  id: "jwt-own-key",
  name: "JWT that brings its own key (jwk, jku, kid)",
  story:
    "Rahul signs a token for Vidu with a key of his own, and tells the server in the header where to find it.",
  lesson:
    "A key that comes with the token proves only that whoever wrote it has a key. The server has one of its own and looks at nothing else.",
  cells: on(["5", "6"], WRONG_SIGNATURE),
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
