/**
 * Rung 2.2: to-dos are objects in a Map, and an id names one.
 *
 * @module
 */
import { succeed } from "../../lib/http/api.ts";
import {
  actionField,
  integerField,
  partParams,
  textField,
} from "../../lib/http/fields.ts";
import { noSuchTodo, tooManyTodos } from "../../lib/http/todo_routes.ts";
import type { Rung } from "../../lib/state.ts";
import { MAX_TODOS, PAGE_SIZE, type TodoPage } from "../../lib/todos.ts";

class Todo {
  isDone = false;
  isStarred = false;

  constructor(readonly id: number, readonly text: string) {}

  markDone() {
    this.isDone = !this.isDone;
  }

  markStarred() {
    this.isStarred = !this.isStarred;
  }
}

/** Everybody's to-dos, until the server stops. */
export function createTodos(): Rung {
  const todos = new Map<number, Todo>();
  // An id is never given twice: an old list can't name a new to-do.
  let lastId = 0;
  const add = (text: string) => {
    const todo = new Todo(++lastId, text);
    todos.set(todo.id, todo);
    return todo;
  };
  ["Buy milk", "Water the plants", "Learn what a cookie is"].forEach(add);
  const find = (body: Record<string, unknown>) => {
    const todo = todos.get(integerField(body, "todoId", 1));
    if (todo === undefined) throw noSuchTodo();
    return todo;
  };
  const part = (after: number, limit: number): TodoPage => {
    const rest = [...todos.values()].filter(({ id }) => id > after);
    const page = rest.slice(0, limit);
    return {
      todos: page,
      next: rest.length > limit ? page.at(-1)!.id : undefined,
    };
  };

  // INSECURE(stage 2.2): nobody is asked who they are; fixed in stage 3
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
        if (todos.size >= MAX_TODOS) throw tooManyTodos();
        return succeed("To-do created", { payload: { todo: add(text) } });
      }],
      "POST /todo/update": [({ state }) => {
        const action = actionField(state.body, "action");
        find(state.body)[action]();
        return succeed("To-do updated");
      }],
      "POST /todo/delete": [({ state }) => {
        todos.delete(find(state.body).id);
        return succeed("To-do deleted");
      }],
    },
  };
}
