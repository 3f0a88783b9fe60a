import { grace } from "./defences/refresh.ts";
import { type Attack, holds } from "./runner/attack.ts";
import { MINUTE } from "./steps/copied.ts";
import { refresh, refreshed } from "./steps/refreshed.ts";

const ON = "Vidu goes on";

export const attack: Attack = {
  id: "refresh-two-tabs",
  name: "two tabs refresh at the same moment (nobody attacks)",
  group: "guess",
  story:
    "Vidu has the list open in two tabs. The JWT has expired, and both tabs send the same refresh token. Six minutes later Vidu goes on.",
  lesson:
    "A lock that throws its owner out is no good either. For ten seconds, as long as its successor is unused, a used refresh token still brings a JWT, but no refresh token: the other tab has brought the browser that one.",
  cells: { "7": holds(ON, grace) },
  ...refreshed(async (range, vidu) => {
    range.lab.clock += 6 * MINUTE;
    const token = vidu.cookies.get("refresh");
    const tabs = [vidu, range.thief(vidu)];
    await Promise.all(tabs.map(refresh));
    const evidence = range.exchanges.slice(-2);
    // They share their cookies.
    const faster = tabs.find(({ cookies }) => cookies.get("refresh") !== token);
    vidu.cookies = new Map(faster?.cookies);
    range.lab.clock += 6 * MINUTE;
    const broken = (await range.enter(vidu)).status !== 200;
    return { broken, saw: broken ? "Vidu is logged out" : ON, evidence };
  }),
};
