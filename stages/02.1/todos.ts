/**
 * Rung 2.1: to-dos are strings in an array, and a position names one.
 *
 * @module
 */
import { succeed } from "../../lib/http/api.ts";
import { integerField, textField } from "../../lib/http/fields.ts";
import type { Rung } from "../../lib/stage.ts";
import { noSuchTodo } from "../../lib/http/todo_routes.ts";

/** Everybody's to-dos, until the server stops. */
export function createTodos(): Rung {
  const todos = ["Buy milk", "Water the plants", "Learn what a cookie is"];

  // INSECURE(stage 2.1): nobody is asked who they are; fixed in stage 3
  return {
    todos: () => ({ todos }),
    routes: {
      "GET /todo/list": [
        () => succeed(`${todos.length} to-dos`, { todos }),
      ],
      "POST /todo/create": [({ state }) => {
        const text = textField(state.body, "text");
        todos.push(text);
        return succeed("To-do created", { todo: text });
      }],
      "POST /todo/delete": [({ state }) => {
        const index = integerField(state.body, "index", 0);
        if (index >= todos.length) throw noSuchTodo();
        // INSECURE(stage 2.1): who looks at an old list deletes another to-do
        // than they see; fixed in stage 2.2
        todos.splice(index, 1);
        return succeed("To-do deleted");
      }],
    },
  };
}
