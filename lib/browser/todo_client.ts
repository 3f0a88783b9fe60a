/**
 * The state of the to-do app in the browser, and what changes it.
 *
 * @module
 */
import { signal } from "@preact/signals";
import type { Todo, TodoAction } from "../todos.ts";
import {
  type ApiAnswer,
  type ApiRequest,
  callAndRefresh,
  callApi,
  type CredentialStore,
  type Fields,
} from "./api_client.ts";

/** A plain text on rung 2.1, which has no ids and no marks. */
export type TodoItem = Todo | string;

/** A list, as far as it is shown. */
export interface TodoList {
  todos: TodoItem[];
  /** Where it goes on; absent if it is whole. */
  next?: number;
}

/** What the server knew when it made the page. */
export interface TodoStart {
  /** The path below which the rung's API is. */
  base: string;
  /** Who is logged in, in words; null if nobody is, or the server can't know. */
  login: string | null;
  /** Null where somebody has to log in first. */
  list: TodoList | null;
  /** Whether the access token expires, and the page gets a new one. */
  refreshes: boolean;
  /** Whether the one that came with the page's request has expired. */
  hasExpired: boolean;
}

export type TodoClient = ReturnType<typeof createTodoClient>;

const ENDED = "Your login has ended: it has expired, or was ended from " +
  "elsewhere. Log in again.";
const NOT_KEPT = "The password was right, but your browser has kept no " +
  "credential, so the next request was a stranger's. Allow cookies and site " +
  "data for this page, and log in again.";

/** @param store Where the page itself keeps the credential, if it does. */
export function createTodoClient(
  { base, refreshes, hasExpired, ...start }: TodoStart,
  store: CredentialStore | null,
) {
  const login = signal(start.login);
  const list = signal(start.list);
  /** What came of the last action. */
  const notice = signal({ text: "", isError: false });
  /** How many requests are under way. */
  const waiting = signal(0);
  /** How often somebody has left. */
  let leaves = 0;

  const say = (text: string, isError = false) =>
    notice.value = { text, isError };
  /** Shows the login form again, with a text, and asks nobody. */
  const leave = (text = "", isError = false) => {
    unlessBlocked(() => store?.clear());
    login.value = list.value = null;
    leaves++;
    say(text, isError);
  };

  const ask = async <Payload>(
    request: ApiRequest,
    fields?: Fields,
  ): Promise<ApiAnswer<Payload>> => {
    const before = leaves;
    const sent = { ...unlessBlocked(() => store?.load()), ...fields };
    waiting.value++;
    const send = refreshes ? callAndRefresh : callApi;
    const answer = await send<Payload>(base, request, sent);
    waiting.value--;
    const isEnded = answer.status === 401 && login.value !== null;
    if (isEnded && leaves === before) leave(ENDED, true);
    // A late answer must not bring back what whoever has left could see.
    const late = { success: false, message: "", status: 401 };
    return leaves === before ? answer : late;
  };
  /** The same, and says what came of it. */
  const call = async <Payload>(request: ApiRequest, fields?: Fields) => {
    const answer = await ask<Payload>(request, fields);
    if (answer.message !== "") say(answer.message, !answer.success);
    return answer;
  };
  /** Loads the first part of the list, or adds the next one. */
  const load = async (after?: number) => {
    const fields = after === undefined ? {} : { after };
    const answer = await call<TodoList>("GET /todo/list", fields);
    const { payload, status } = answer;
    if (payload === undefined) return status;
    const shown = after === undefined ? [] : list.value!.todos;
    list.value = { ...payload, todos: [...shown, ...payload.todos] };
    return status;
  };
  const enter = async (message: string) => {
    const status = await load();
    if (status === 401) say(NOT_KEPT, true);
    if (status !== 200) return;
    login.value = message;
    say(message);
  };
  /** Goes on with a credential that the page or the browser still has. */
  const recognize = async () => {
    const { success, message } = await call("GET /auth/whoami");
    if (success) await enter(message);
    else unlessBlocked(() => store?.clear());
  };
  /** Shows a change at once, and takes it back if the server refuses it. */
  const change = async (
    request: ApiRequest,
    fields: Fields,
    todos: TodoItem[],
  ) => {
    const before = list.value!;
    list.value = { ...before, todos };
    const { success, status } = await call(request, fields);
    if (success || status === 401) return;
    const refusal = notice.value;
    list.value = before;
    await load();
    notice.value = refusal;
  };

  return {
    login,
    list,
    notice,
    waiting,
    ask,
    leave,
    /** Begins with what the page has kept, and follows the learner's clock. */
    async resume() {
      const follow = () => login.value === null ? recognize() : load();
      addEventListener("clock", follow);
      if (hasExpired || unlessBlocked(() => store?.load())) await recognize();
    },
    async logIn(fields: Fields) {
      const answer = await call<Fields>("POST /auth/login", fields);
      if (!answer.success) return;
      const { message, payload } = answer;
      if (payload) unlessBlocked(() => store?.save(payload));
      await enter(message);
    },
    async logOut(path: "logout" | "logout-everywhere") {
      const { message, success } = await call(`POST /auth/${path}`);
      if (success) leave(message);
    },
    loadMore: () => load(list.value!.next),
    /** Resolves to whether it was made. */
    async create(fields: Fields) {
      const request = "POST /todo/create";
      const { payload } = await call<{ todo: TodoItem }>(request, fields);
      if (payload === undefined) return false;
      const made = notice.value;
      const { todos, next } = list.value!;
      if (next === undefined) list.value = { todos: [...todos, payload.todo] };
      // It stands at the end of a list that has not been shown so far.
      while (list.value?.next && await load(list.value.next) === 200);
      notice.value = made;
      return true;
    },
    update({ id }: Todo, action: TodoAction) {
      const mark = action === "markDone" ? "isDone" : "isStarred";
      const todos = list.value!.todos.map((item) =>
        typeof item === "object" && item.id === id
          ? { ...item, [mark]: !item[mark] }
          : item
      );
      return change("POST /todo/update", { todoId: id, action }, todos);
    },
    remove(index: number) {
      const { todos } = list.value!;
      const todo = todos[index];
      const name = typeof todo === "string" ? { index } : { todoId: todo.id };
      return change("POST /todo/delete", name, todos.toSpliced(index, 1));
    },
  };
}

/** What a storage gives; undefined where the browser blocks it. */
function unlessBlocked<T>(access: () => T): T | undefined {
  try {
    return access();
  } catch {
    return undefined;
  }
}
