import { lock } from "./defences/logins.ts";
import { at, type Attack, breaks, holds, on, works } from "./runner/attack.ts";

export const attack: Attack = {
  id: "no-credential",
  name: "no credential at all",
  group: "guess",
  story: "A stranger asks for what the rung locks, and sends no credential.",
  lesson:
    "Rungs 2.1 and 2.2 ask nobody who they are, so they let everyone in. On all other rungs a middleware runs before every handler but those of login and of a refresh, and refuses the request before anything is read or changed.",
  cells: {
    "1": holds("no session id and token in the query", lock),
    "2.1": breaks(
      "nobody is asked",
      at("stages/02.1/mod.ts", "INSECURE(stage 2.1): nobody is asked"),
    ),
    "2.2": breaks(
      "nobody is asked",
      at("stages/02.2/mod.ts", "INSECURE(stage 2.2): nobody is asked"),
    ),
    "3": holds("no session id and token in the query or body", lock),
    "4": holds("no session id and token in the cookies", lock),
    ...on(["5", "6"], holds("no jwt in the cookies", lock)),
    "7": holds("no access in the cookies", lock),
    "8": holds("no session id and token in the cookie", lock),
  },

  async control(range) {
    const { status } = await range.enter(await range.user());
    works(status === 200, "the user gets in");
  },

  async attack(range) {
    const stranger = range.client();
    const statuses = [(await range.enter(stranger)).status];
    if (range.stage.app === "todos") {
      const text = "a stranger was here";
      statuses.push((await stranger.post("/todo/create", { text })).status);
    }
    const evidence = range.exchanges.slice(-statuses.length);
    return { broken: statuses.includes(200), evidence };
  },
};
