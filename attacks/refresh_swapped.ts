import { noJwt } from "./defences/refresh.ts";
import { type Attack, holds } from "./runner/attack.ts";
import { refresh, refreshed } from "./steps/refreshed.ts";

export const attack: Attack = {
  id: "refresh-swapped",
  name: "refresh token shown as access token, and back",
  group: "forge",
  story:
    "Someone has copied one of Vidu's two tokens, and sends it in the other's place.",
  lesson:
    "The refresh token lives for days and is kept off most requests by its path. If it were a JWT like the access token, it would open everything for as long as it lives. It is random text that only the table of refresh tokens knows, and the access token isn't in that table.",
  cells: { "7": holds("Cannot accept JWT", noJwt) },
  ...refreshed(async (range, vidu) => {
    const [access, token] = ["access", "refresh"].map((name) =>
      vidu.cookies.get(name)!
    );
    const thief = range.client();
    thief.cookies.set("access", token);
    const entered = await thief.get(range.locked);
    thief.cookies.set("refresh", access);
    const renewed = await refresh(thief);
    const broken = entered.status === 200 || renewed.status === 200;
    return { broken, evidence: range.exchanges.slice(-2) };
  }),
};
