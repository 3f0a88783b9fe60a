/**
 * Rung 2.1: the to-do list without a lock. To-dos are strings in an array, and a
 * position names one.
 *
 * @module
 */
import { succeed } from "../../lib/http/api.ts";
import { integerField, partParams, textField } from "../../lib/http/fields.ts";
import { noSuchTodo, tooManyTodos } from "../../lib/http/todo_routes.ts";
import type { Routes, Stage, State } from "../../lib/state.ts";
import { MAX_TODOS, PAGE_SIZE } from "../../lib/todos.ts";

const start = () => ["Buy milk", "Water the plants", "Learn what a cookie is"];

/** Everybody's to-dos, until the server stops; in a class, those of one world. */
const todosOf = ({ world, worlds }: State) => worlds.list(world, start);

function list(state: State, after = 0, limit = PAGE_SIZE) {
  const all = todosOf(state);
  const end = after + limit;
  const next = end < all.length ? end : undefined;
  return { todos: all.slice(after, end), next };
}

// INSECURE(stage 2.1): nobody is asked who they are; fixed in stage 3
const routes: Routes = {
  "GET /todo/list": [({ state, url }) => {
    const { after, limit } = partParams(url);
    const payload = list(state, after, limit);
    return succeed(`${payload.todos.length} to-dos`, { payload });
  }],
  "POST /todo/create": [({ state }) => {
    const todo = textField(state.body, "text");
    const todos = todosOf(state);
    if (todos.length >= MAX_TODOS) throw tooManyTodos();
    todos.push(todo);
    return succeed("To-do created", { payload: { todo } });
  }],
  "POST /todo/delete": [({ state }) => {
    const index = integerField(state.body, "index", 0);
    const todos = todosOf(state);
    if (index >= todos.length) throw noSuchTodo();
    // INSECURE(stage 2.1): someone who looks at an old list deletes another
    // to-do than the one they see; fixed in stage 2.2
    todos.splice(index, 1);
    return succeed("To-do deleted");
  }],
};

export const stage: Stage = {
  id: "2.1",
  name: "To-do, plain list",
  lesson:
    "The baseline: anyone can do anything, and a position is a poor name for a thing.",
  credential: null,
  insecure: true,
  app: "todos",
  create: () => ({ todos: (state) => list(state), routes }),
};
