/**
 * The to-do API of the rungs that keep to-dos in the database. The rungs differ
 * in the guards before it, and in nothing else.
 *
 * @module
 */
import { type Context, HttpError, type Middleware } from "fresh";
import { succeed } from "./api.ts";
import {
  actionField,
  integerField,
  integerParam,
  textField,
} from "./fields.ts";
import type { Routes } from "../stage.ts";
import { currentUser, type State } from "../state.ts";
import {
  createTodo,
  deleteTodo,
  listTodos,
  PAGE_SIZE,
  type TodoPage,
  updateTodo,
} from "../todos.ts";

/** The most to-dos that one answer has. */
const MAX_PAGE_SIZE = 1000;

/** Routes that run `guards`, in order, before each handler. */
export function todoRoutes(...guards: Middleware<State>[]): Routes {
  return {
    "GET /todo/list": [...guards, list],
    "POST /todo/create": [...guards, create],
    "POST /todo/update": [...guards, update],
    "POST /todo/delete": [...guards, remove],
  };
}

/** The to-dos that a page shows first. */
export function userTodos(state: State): Promise<TodoPage> {
  return listTodos(state.db, currentUser(state).id);
}

type Handler = (ctx: Context<State>) => Promise<Response>;

const list: Handler = async ({ state, url }) => {
  const { id } = currentUser(state);
  const after = integerParam(url, "after", 0, 0);
  const limit = integerParam(url, "limit", PAGE_SIZE, 1, MAX_PAGE_SIZE);
  const page = await listTodos(state.db, id, after, limit);
  return succeed(`${page.todos.length} to-dos`, page);
};

const create: Handler = async ({ state }) => {
  const text = textField(state.body, "text");
  const todo = await createTodo(state.db, currentUser(state).id, text);
  return succeed("To-do created", { todo });
};

const update: Handler = async ({ state }) => {
  const id = integerField(state.body, "todoId", 1);
  const action = actionField(state.body, "action");
  const found = await updateTodo(state.db, currentUser(state).id, id, action);
  if (!found) throw noSuchTodo();
  return succeed("To-do updated");
};

const remove: Handler = async ({ state }) => {
  const id = integerField(state.body, "todoId", 1);
  const found = await deleteTodo(state.db, currentUser(state).id, id);
  if (!found) throw noSuchTodo();
  return succeed("To-do deleted");
};

/** The same for one that never was, is gone, or belongs to somebody else. */
export function noSuchTodo(): HttpError {
  return new HttpError(404, "There is no such to-do");
}
