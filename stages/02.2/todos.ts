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
import type { Rung, State } from "../../lib/state.ts";
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

class TodoList extends Map<number, Todo> {
  // An id is never given twice: an old list can't name a new to-do.
  lastId = 0;

  add(text: string): Todo {
    const todo = new Todo(++this.lastId, text);
    this.set(todo.id, todo);
    return todo;
  }

  find(body: Record<string, unknown>): Todo {
    const todo = this.get(integerField(body, "todoId", 1));
    if (todo === undefined) throw noSuchTodo();
    return todo;
  }

  part(after: number, limit: number): TodoPage {
    const rest = [...this.values()].filter(({ id }) => id > after);
    const page = rest.slice(0, limit);
    return {
      todos: page,
      next: rest.length > limit ? page.at(-1)!.id : undefined,
    };
  }
}

function start(): TodoList {
  const todos = new TodoList();
  const texts = ["Buy milk", "Water the plants", "Learn what a cookie is"];
  for (const text of texts) todos.add(text);
  return todos;
}

/** Everybody's to-dos, until the server stops; in a class, those of one world. */
const listOf = ({ world, worlds }: State) => worlds.list(world, start);

// INSECURE(stage 2.2): nobody is asked who they are; fixed in stage 3
export const createTodos = (): Rung => ({
  todos: (state) => listOf(state).part(0, PAGE_SIZE),
  routes: {
    "GET /todo/list": [({ state, url }) => {
      const { after, limit } = partParams(url);
      const payload = listOf(state).part(after, limit);
      return succeed(`${payload.todos.length} to-dos`, { payload });
    }],
    "POST /todo/create": [({ state }) => {
      const text = textField(state.body, "text");
      const todos = listOf(state);
      if (todos.size >= MAX_TODOS) throw tooManyTodos();
      return succeed("To-do created", { payload: { todo: todos.add(text) } });
    }],
    "POST /todo/update": [({ state }) => {
      const action = actionField(state.body, "action");
      listOf(state).find(state.body)[action]();
      return succeed("To-do updated");
    }],
    "POST /todo/delete": [({ state }) => {
      const todos = listOf(state);
      todos.delete(todos.find(state.body).id);
      return succeed("To-do deleted");
    }],
  },
});
