import type { Client } from "../testing/client.ts";
import { deletesOwnOnly, updatesOwnOnly } from "./defences/data.ts";
import { at, type Attack, breaks, holds, on, works } from "./runner/attack.ts";

export const attack: Attack = {
  id: "other-users-todo",
  name: "another user's to-do by id",
  group: "guess",
  story:
    "Rahul has logged in as himself. He sends the id of one of Vidu's to-dos, to star it and to delete it. Ids count up, so they are easy to guess.",
  lesson:
    "Knowing who someone is doesn't say what they may do. Each statement names the user beside the id, so someone else's to-do looks exactly like one that doesn't exist.",
  cells: {
    "2.1": breaks(
      "a position belongs to nobody",
      at("stages/02.1/mod.ts", "INSECURE(stage 2.1): nobody is asked"),
    ),
    "2.2": breaks(
      "an id says which to-do, not whose",
      at("stages/02.2/mod.ts", "INSECURE(stage 2.2): nobody is asked"),
    ),
    ...on(
      ["3", "4", "5", "6", "7", "8"],
      holds("There is no such to-do", deletesOwnOnly, updatesOwnOnly),
    ),
  },

  async control(range) {
    const vidu = await range.user();
    await vidu.post("/todo/create", { text: "to be deleted" });
    const name = await lastTodo(vidu, range.stage.id);
    const { status } = await vidu.post("/todo/delete", name);
    works(status === 200, "the owner deletes a to-do");
  },

  async attack(range) {
    const vidu = await range.user();
    const rahul = await range.user("rahul");
    const name = await lastTodo(vidu, range.stage.id);
    const before = JSON.stringify((await range.enter(vidu)).answer);
    const attempts = [["/todo/delete", name]] as [string, object][];
    if (range.stage.id !== "2.1") {
      const action = "markStarred";
      attempts.unshift(["/todo/update", { ...name, action }]);
    }
    for (const [path, fields] of attempts) await rahul.post(path, fields);
    const evidence = range.exchanges.slice(-attempts.length);
    const after = JSON.stringify((await range.enter(vidu)).answer);
    return { broken: after !== before, evidence };
  },
};

/** What names the user's last to-do on this rung. */
async function lastTodo(client: Client, stage: string): Promise<object> {
  const { todos } = (await client.get("/todo/list")).answer.payload;
  return stage === "2.1"
    ? { index: todos.length - 1 }
    : { todoId: todos.at(-1).id };
}
