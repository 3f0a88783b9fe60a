import { oneUse, successorUnused } from "./defences/refresh.ts";
import { type Attack, holds } from "./runner/attack.ts";
import { refresh, refreshed } from "./steps/refreshed.ts";

export const attack: Attack = {
  id: "refresh-ancestor",
  name: "older refresh token within the grace time",
  group: "steal",
  story:
    "Someone has copied Vidu's refresh token. Vidu's browser refreshes twice within a few seconds. The copy is sent before ten seconds have passed.",
  lesson:
    "For ten seconds a used refresh token is forgiven, because two tabs may use the same one. But then its successor is still unused. Here the successor has been used as well, so this isn't a race of two tabs.",
  cells: { "7": holds("a refresh token came twice", successorUnused, oneUse) },
  ...refreshed(async (range, vidu, thief) => {
    for (let i = 0; i < 2; i++) {
      await refresh(vidu);
      range.lab.clock += 1000;
    }
    return { broken: (await refresh(thief)).status === 200 };
  }),
};
