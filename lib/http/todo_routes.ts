import { type Context, HttpError, type Middleware } from "fresh";
import { currentUser, type Routes, type State } from "../state.ts";
import {
  createTodo,
  deleteTodo,
  listTodos,
  MAX_TODOS,
  type TodoPage,
  updateTodo,
} from "../todos.ts";
import { succeed } from "./api.ts";
import { actionField, integerField, partParams, textField } from "./fields.ts";
import { userName } from "./login.ts";

/** The to-do API. The rungs differ in the `guards` that run before it alone. */
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
  const { after, limit } = partParams(url);
  const page = await listTodos(state.db, currentUser(state).id, after, limit);
  if (page.todos.length === 0) await userName(state);
  return succeed(`${page.todos.length} to-dos`, { payload: page });
};

const create: Handler = async ({ state }) => {
  const text = textField(state.body, "text");
  const todo = await createTodo(state.db, currentUser(state).id, text);
  if (todo === null) throw await refused(state, tooManyTodos());
  return succeed("To-do created", { payload: { todo } });
};

const update: Handler = async ({ state }) => {
  const id = integerField(state.body, "todoId", 1);
  const action = actionField(state.body, "action");
  const found = await updateTodo(state.db, currentUser(state).id, id, action);
  if (!found) throw await refused(state, noSuchTodo());
  return succeed("To-do updated");
};

const remove: Handler = async ({ state }) => {
  const id = integerField(state.body, "todoId", 1);
  const found = await deleteTodo(state.db, currentUser(state).id, id);
  if (!found) throw await refused(state, noSuchTodo());
  return succeed("To-do deleted");
};

/** The error; but 401 if the user is gone. */
async function refused(state: State, error: HttpError): Promise<HttpError> {
  await userName(state);
  return error;
}

/** For a to-do that never was, is gone, or belongs to someone else. */
export function noSuchTodo(): HttpError {
  return new HttpError(404, "There is no such to-do");
}

export function tooManyTodos(): HttpError {
  const most = MAX_TODOS.toLocaleString("en");
  return new HttpError(409, `A list has at most ${most} to-dos`);
}
