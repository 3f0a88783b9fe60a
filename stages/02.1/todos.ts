/**
 * Rung 2.1: to-dos are strings in an array, and a position names one.
 *
 * @module
 */
import { succeed } from "../../lib/http/api.ts";
import { integerField, partParams, textField } from "../../lib/http/fields.ts";
import { noSuchTodo, tooManyTodos } from "../../lib/http/todo_routes.ts";
import type { Rung, State } from "../../lib/state.ts";
import { MAX_TODOS, PAGE_SIZE } from "../../lib/todos.ts";

const start = () => ["Buy milk", "Water the plants", "Learn what a cookie is"];

/** Everybody's to-dos, until the server stops; in a class, those of one world. */
const listOf = ({ world, worlds }: State) => worlds.list(world, start);

function part(todos: string[], after: number, limit: number) {
  const end = after + limit;
  const next = end < todos.length ? end : undefined;
  return { todos: todos.slice(after, end), next };
}

// INSECURE(stage 2.1): nobody is asked who they are; fixed in stage 3
export const createTodos = (): Rung => ({
  todos: (state) => part(listOf(state), 0, PAGE_SIZE),
  routes: {
    "GET /todo/list": [({ state, url }) => {
      const { after, limit } = partParams(url);
      const payload = part(listOf(state), after, limit);
      return succeed(`${payload.todos.length} to-dos`, { payload });
    }],
    "POST /todo/create": [({ state }) => {
      const text = textField(state.body, "text");
      const todos = listOf(state);
      if (todos.length >= MAX_TODOS) throw tooManyTodos();
      todos.push(text);
      return succeed("To-do created", { payload: { todo: text } });
    }],
    "POST /todo/delete": [({ state }) => {
      const index = integerField(state.body, "index", 0);
      const todos = listOf(state);
      if (index >= todos.length) throw noSuchTodo();
      // INSECURE(stage 2.1): someone who looks at an old list deletes another
      // to-do than the one they see; fixed in stage 2.2
      todos.splice(index, 1);
      return succeed("To-do deleted");
    }],
  },
});
