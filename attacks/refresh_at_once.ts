import { compareAndSet, oneUse } from "./defences/refresh.ts";
import { type Attack, holds, works } from "./runner/attack.ts";
import { refresh, refreshed } from "./steps/refreshed.ts";
import { holdBack } from "../testing/slow_statement.ts";

const ONE = "one of them has the next refresh token";

export const attack: Attack = {
  id: "refresh-at-once",
  name: "refresh token copied: both use it at the same moment",
  group: "steal",
  story:
    "Someone has copied Vidu's refresh token. Vidu's browser refreshes, and the thief does so while the server is still at work on it.",
  lesson:
    "Whether a token is unused is asked and answered in the same statement that marks it as used. So of two requests at once only one gets the next refresh token, and the other one a JWT for five minutes. To look first and write afterwards would be two steps, and both requests would get one: two lines in one family, and no used token that ever comes again.",
  cells: { "7": holds(ONE, compareAndSet, oneUse) },
  ...refreshed(async (range, vidu, thief) => {
    const token = vidu.cookies.get("refresh");
    using slow = holdBack(range.lab.db, "UPDATE refresh_tokens");
    const first = refresh(vidu);
    const isHeld = await Promise.race([slow.held, first.then(() => false)]);
    works(isHeld, "a refresh waits for the database");
    await refresh(thief);
    slow.letGo();
    await first;
    const evidence = range.exchanges.slice(-2);
    const next = [vidu, thief].filter(({ cookies }) =>
      cookies.get("refresh") !== token
    );
    const saw = next.length === 1 ? ONE : `${next.length} have one`;
    return { broken: next.length > 1, saw, evidence };
  }),
};
