/**
 * Rung 2.1: to-dos are strings in an array, and a position names one.
 *
 * @module
 */
import { succeed } from "../../lib/http/api.ts";
import { integerField, partParams, textField } from "../../lib/http/fields.ts";
import { noSuchTodo, tooManyTodos } from "../../lib/http/todo_routes.ts";
import type { Rung } from "../../lib/state.ts";
import { MAX_TODOS, PAGE_SIZE } from "../../lib/todos.ts";

/** Everybody's to-dos, until the server stops. */
export function createTodos(): Rung {
  const todos = ["Buy milk", "Water the plants", "Learn what a cookie is"];

  const part = (after: number, limit: number) => {
    const end = after + limit;
    const next = end < todos.length ? end : undefined;
    return { todos: todos.slice(after, end), next };
  };

  // INSECURE(stage 2.1): nobody is asked who they are; fixed in stage 3
  return {
    todos: () => part(0, PAGE_SIZE),
    routes: {
      "GET /todo/list": [({ url }) => {
        const { after, limit } = partParams(url);
        const payload = part(after, limit);
        return succeed(`${payload.todos.length} to-dos`, { payload });
      }],
      "POST /todo/create": [({ state }) => {
        const text = textField(state.body, "text");
        if (todos.length >= MAX_TODOS) throw tooManyTodos();
        todos.push(text);
        return succeed("To-do created", { payload: { todo: text } });
      }],
      "POST /todo/delete": [({ state }) => {
        const index = integerField(state.body, "index", 0);
        if (index >= todos.length) throw noSuchTodo();
        // INSECURE(stage 2.1): someone who looks at an old list deletes another
        // to-do than the one they see; fixed in stage 2.2
        todos.splice(index, 1);
        return succeed("To-do deleted");
      }],
    },
  };
}
