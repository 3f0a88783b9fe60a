import { at, type Attack, breaks, holds, on, works } from "./attack.ts";

export const attack: Attack = {
  id: "no-credential",
  name: "no credential at all",
  story: "A stranger asks for what the rung locks, and shows nothing.",
  lesson:
    "Where nobody is asked who they are, everybody is let in. Each later rung has one middleware before every handler, and it refuses before anything is read or changed.",
  cells: {
    "1": holds(
      "no session id and token in the query",
      at("stages/01/middleware.ts", "no session id and token in the query"),
    ),
    "2.1": breaks(
      "nobody is asked",
      at("stages/02.1/todos.ts", "INSECURE(stage 2.1): nobody is asked"),
    ),
    "2.2": breaks(
      "nobody is asked",
      at("stages/02.2/todos.ts", "INSECURE(stage 2.2): nobody is asked"),
    ),
    "3": holds(
      "no session id and token in the query or body",
      at(
        "stages/03/middleware.ts",
        "no session id and token in the query or body",
      ),
    ),
    "4": holds(
      "no session id and token in the cookies",
      at("stages/04/middleware.ts", "no session id and token in the cookies"),
    ),
    ...on(
      ["5"],
      holds(
        "no jwt in the cookies",
        at("stages/05/middleware.ts", "no jwt in the cookies"),
      ),
    ),
    ...on(
      ["6"],
      holds(
        "no jwt in the cookies",
        at("stages/06/middleware.ts", "no jwt in the cookies"),
      ),
    ),
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
