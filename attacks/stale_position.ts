import type { Client } from "../testing/client.ts";
import { idNamesTodo, todoIdsOnce } from "./defences/data.ts";
import { at, type Attack, breaks, holds, on, works } from "./runner/attack.ts";

export const attack: Attack = {
  id: "stale-position",
  name: "stale position deletes the wrong to-do",
  group: "guess",
  story:
    "Two windows show the same list. In one of them someone deletes the last to-do and adds another. The other window still shows the old list, and there the last to-do is deleted.",
  lesson:
    "As soon as the list changes, a position means another to-do. An id stays with its to-do, and no later to-do ever gets it. So the second window is told that its to-do is gone, and nothing else is lost.",
  cells: {
    "2.1": breaks(
      "another to-do now has that position",
      at("stages/02.1/mod.ts", "INSECURE(stage 2.1): someone who looks"),
    ),
    ...on(
      ["2.2", "3", "4", "5", "6", "7", "8"],
      holds("There is no such to-do", idNamesTodo, todoIdsOnce),
    ),
  },

  async control(range) {
    const vidu = await range.user();
    const { status } = await vidu.post("/todo/delete", await lastOf(vidu));
    works(status === 200, "the first window deletes it");
  },

  async attack(range) {
    const vidu = await range.user();
    const last = await lastOf(vidu);
    await vidu.post("/todo/delete", last);
    await vidu.post("/todo/create", { text: "new" });
    await vidu.post("/todo/delete", last);
    const evidence = range.exchanges.slice(-1);
    return { broken: !(await vidu.texts()).includes("new"), evidence };
  },
};

/** What a window sends to delete the last to-do that it shows. */
async function lastOf(client: Client): Promise<object> {
  const { todos } = (await client.get("/todo/list")).answer.payload;
  const last = todos.at(-1);
  return typeof last === "string"
    ? { index: todos.length - 1 }
    : { todoId: last.id };
}
