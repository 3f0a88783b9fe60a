/**
 * Rung 2.2: the to-do list without a lock. To-dos are objects in a Map, and an id
 * names one.
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
import type { Routes, Stage, State } from "../../lib/state.ts";
import { MAX_TODOS, PAGE_SIZE } from "../../lib/todos.ts";

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
}

function start(): TodoList {
  const todos = new TodoList();
  todos.add("Buy milk");
  todos.add("Water the plants");
  todos.add("Learn what a cookie is");
  return todos;
}

/** Everybody's to-dos, until the server stops; in a class, those of one world. */
const todosOf = ({ world, worlds }: State) => worlds.list(world, start);

function list(state: State, after = 0, limit = PAGE_SIZE) {
  const rest = [...todosOf(state).values()].filter(({ id }) => id > after);
  const todos = rest.slice(0, limit);
  const next = rest.length > limit ? todos.at(-1)!.id : undefined;
  return { todos, next };
}

function find(state: State): Todo {
  const todo = todosOf(state).get(integerField(state.body, "todoId", 1));
  if (todo === undefined) throw noSuchTodo();
  return todo;
}

// INSECURE(stage 2.2): nobody is asked who they are; fixed in stage 3
const routes: Routes = {
  "GET /todo/list": [({ state, url }) => {
    const { after, limit } = partParams(url);
    const payload = list(state, after, limit);
    return succeed(`${payload.todos.length} to-dos`, { payload });
  }],
  "POST /todo/create": [({ state }) => {
    const text = textField(state.body, "text");
    const todos = todosOf(state);
    if (todos.size >= MAX_TODOS) throw tooManyTodos();
    return succeed("To-do created", { payload: { todo: todos.add(text) } });
  }],
  "POST /todo/update": [({ state }) => {
    const action = actionField(state.body, "action");
    find(state)[action]();
    return succeed("To-do updated");
  }],
  "POST /todo/delete": [({ state }) => {
    const { id } = find(state);
    todosOf(state).delete(id);
    return succeed("To-do deleted");
  }],
};

export const stage: Stage = {
  id: "2.2",
  name: "To-do, Todo class",
  lesson:
    "The same with identity: an id stays with its to-do, whatever happens to the others.",
  credential: null,
  insecure: true,
  app: "todos",
  create: () => ({ todos: (state) => list(state), routes }),
};
