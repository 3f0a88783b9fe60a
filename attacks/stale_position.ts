import { at, type Attack, breaks, holds, on, works } from "./attack.ts";

const GONE = "There is no such to-do";

export const attack: Attack = {
  id: "stale-position",
  name: "stale position deletes the wrong to-do",
  story:
    "Two windows show the same list. One deletes the first to-do. The other still shows it, and deletes it too.",
  lesson:
    "A position means another thing as soon as the list changes. An id stays with its to-do and is never given twice, so the second window is told that it is gone, and nothing else is lost.",
  cells: {
    "2.1": breaks(
      "the next to-do has moved up to that position",
      at("stages/02.1/todos.ts", "INSECURE(stage 2.1): someone who looks"),
    ),
    "2.2": holds(GONE, at("stages/02.2/todos.ts", "An id is never given")),
    ...on(
      ["3", "4", "5", "6"],
      holds(
        GONE,
        at(
          "lib/database/schema.ts",
          "id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE, text",
        ),
      ),
    ),
  },

  async control(range) {
    const vidu = await range.user();
    const [first] = (await range.enter(vidu)).answer.payload.todos;
    const { status } = await vidu.post("/todo/delete", nameOf(first));
    works(status === 200, "the first window deletes it");
  },

  async attack(range) {
    const vidu = await range.user();
    const [first] = (await range.enter(vidu)).answer.payload.todos;
    await vidu.post("/todo/delete", nameOf(first));
    const before = (await vidu.texts()).length;
    await vidu.post("/todo/delete", nameOf(first));
    const evidence = range.exchanges.slice(-1);
    return { broken: (await vidu.texts()).length < before, evidence };
  },
};

const nameOf = (first: string | { id: number }) =>
  typeof first === "string" ? { index: 0 } : { todoId: first.id };
