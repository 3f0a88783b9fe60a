import { patch } from "../../attacks/defences/defence.ts";
import type { Exercise } from "../exercise.ts";

export const exercise: Exercise = {
  name: "01-deleted-by-someone-else",
  stage: "4",
  complaint:
    "Vidu: “One of my to-dos was gone this morning. Rahul says that he only tidied up his own list.”",
  rows: ["other-users-todo"],
  mistake: [
    patch(
      "lib/todos.ts",
      `sql: "DELETE FROM todos WHERE id = ? AND user_id = ?", args: [todoId, userId],`,
      `sql: "DELETE FROM todos WHERE id = ?",
    args: [todoId],`,
    ),
  ],
  hints: [
    "The request says which to-do to delete. Who checks whose it is?",
    "Read the statements in lib/todos.ts. One of them differs from the others.",
  ],
  explanation:
    "A login says who someone is, not what they may do. An id in a request says only what someone wants, and ids that count up are easy to guess. The statement that changes something is the best place to name the user, because nothing can come between the check and the change. And because it then finds no row, someone else's to-do looks exactly like one that doesn't exist.",
};
