/**
 * The state of the to-do app in the browser, and what changes it.
 *
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import {
  callAndRefresh,
  callApi,
  type CredentialStore,
  type Fields,
} from "./api_client.ts";
import type { FirstTodos } from "../state.ts";
import type { Todo, TodoAction, TodoPage } from "../todos.ts";

/** A plain text on rung 2.1, which has no ids and no marks. */
export type TodoItem = Todo | string;

export interface TodoClient {
  /** Who is logged in, in words; null if nobody is. */
  login: Signal<string | null>;
  /** Null where somebody has to log in first. */
  todos: Signal<TodoItem[] | null>;
  /** Where the list goes on; undefined if it is whole. */
  next: Signal<number | undefined>;
  loadMore(): Promise<void>;
  /** What came of the last action. */
  notice: Signal<{ text: string; isError: boolean }>;
  /** How many requests are under way. */
  waiting: Signal<number>;
  /** Goes on with a credential that the page has kept, or can renew. */
  resume(): Promise<void>;
  logIn(fields: Fields): Promise<void>;
  logOut(path: string): Promise<void>;
  /** Shows the login form again, with a text, and asks nobody. */
  leave(text?: string): void;
  /** Whether it was made. */
  create(fields: Fields): Promise<boolean>;
  update(todo: Todo, action: TodoAction): Promise<void>;
  remove(index: number): Promise<void>;
}

/** What the server knew when it made the page. */
export interface TodoStart {
  /** The path below which the rung's API is. */
  base: string;
  /**
   * Who is logged in, in words; null if nobody is, or the server can't know. The
   * client changes it.
   */
  login: Signal<string | null>;
  /** Null where somebody has to log in first. */
  first: FirstTodos | null;
  /** Whether the access token expires, and the page gets a new one. */
  refreshes: boolean;
  /** Whether the one that came with the page's request has expired. */
  hasExpired: boolean;
}

const NOT_KEPT = "The password was right, but your browser has kept no " +
  "credential, so the next request was a stranger's. Allow cookies and site " +
  "data for this page, and log in again.";

/** @param store Where the page itself keeps the credential, if it does. */
export function createTodoClient(
  { base, first, login, refreshes, hasExpired }: TodoStart,
  store: CredentialStore | null,
): TodoClient {
  const todos = signal<TodoItem[] | null>(first?.todos ?? null);
  const next = signal(first?.next);
  const notice = signal({ text: "", isError: false });
  const waiting = signal(0);

  const load = () => {
    try {
      return store?.load() ?? null;
    } catch {
      return null; // its storage is blocked
    }
  };
  const forget = () => {
    store?.clear();
    login.value = todos.value = null;
  };
  const call = async <Payload>(
    method: "GET" | "POST",
    path: string,
    fields?: Fields,
  ) => {
    const sent = { ...load(), ...fields };
    const ask = refreshes ? callAndRefresh : callApi;
    waiting.value++;
    const answer = await ask<Payload>(base, method, path, sent);
    waiting.value--;
    const wasLoggedIn = login.value !== null;
    const isError = !answer.success;
    if (answer.status === 401 && wasLoggedIn) {
      forget();
      const text = "Your login has ended: it has expired, or was ended " +
        "from elsewhere. Log in again.";
      notice.value = { text, isError };
    } else notice.value = { text: answer.message, isError };
    return answer;
  };
  const loadTodos = async () => {
    const { payload, status } = await call<TodoPage>("GET", "/todo/list");
    if (payload !== undefined) {
      todos.value = payload.todos;
      next.value = payload.next;
    }
    return status;
  };
  const loadMore = async () => {
    const fields = { after: next.value };
    const { payload } = await call<TodoPage>("GET", "/todo/list", fields);
    if (payload === undefined) return false;
    todos.value = [...todos.value ?? [], ...payload.todos];
    next.value = payload.next;
    return true;
  };
  const enter = async (message: string) => {
    const status = await loadTodos();
    if (status === 200) {
      login.value = message;
      notice.value = { text: message, isError: false };
    } else if (status === 401) notice.value = { text: NOT_KEPT, isError: true };
  };
  /** Whoever is logged in now: the learner has moved the clock. */
  const lookAgain = async () => {
    if (login.value !== null) return void await loadTodos();
    const { success, message } = await call("GET", "/auth/whoami");
    if (success) await enter(message);
  };
  /** Shows a change at once, and takes it back if the server refuses it. */
  const change = async (
    path: string,
    fields: Fields,
    apply: (items: TodoItem[]) => TodoItem[],
  ) => {
    const before = todos.value ?? [];
    todos.value = apply(before);
    const { success, status } = await call("POST", path, fields);
    if (success || status === 401) return;
    const refusal = notice.value;
    todos.value = before;
    await loadTodos();
    notice.value = refusal;
  };

  return {
    login,
    todos,
    next,
    notice,
    waiting,
    async loadMore() {
      await loadMore();
    },
    async resume() {
      addEventListener("clock", lookAgain);
      if (!load() && !hasExpired) return;
      const { success, message } = await call("GET", "/auth/whoami");
      if (success) await enter(message);
      else store?.clear();
    },
    async logIn(fields) {
      const answer = await call<Fields>("POST", "/auth/login", fields);
      if (!answer.success) return;
      try {
        if (answer.payload !== undefined) store?.save(answer.payload);
      } catch {
        // Its storage is blocked, and the next request goes without.
      }
      await enter(answer.message);
    },
    async logOut(path) {
      if ((await call("POST", path)).success) forget();
    },
    leave(text = "") {
      forget();
      notice.value = { text, isError: false };
    },
    async create(fields) {
      const path = "/todo/create";
      const { payload } = await call<{ todo: TodoItem }>("POST", path, fields);
      if (payload === undefined) return false;
      // It stands at the end of a list that may not have been shown so far.
      if (next.value === undefined) {
        todos.value = [...todos.value ?? [], payload.todo];
      }
      const made = notice.value;
      while (next.value !== undefined && await loadMore());
      notice.value = made;
      return true;
    },
    update({ id }, action) {
      const mark = action === "markDone" ? "isDone" : "isStarred";
      return change(
        "/todo/update",
        { todoId: id, action },
        (items) =>
          items.map((item) =>
            typeof item === "object" && item.id === id
              ? { ...item, [mark]: !item[mark] }
              : item
          ),
      );
    },
    remove(index) {
      const todo = todos.value![index];
      const name = typeof todo === "string" ? { index } : { todoId: todo.id };
      return change(
        "/todo/delete",
        name,
        (items) => items.filter((_, i) => i !== index),
      );
    },
  };
}
