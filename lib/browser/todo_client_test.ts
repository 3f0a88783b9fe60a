import { assertEquals, assertMatch } from "@std/assert";
import type { CredentialStore } from "./api_client.ts";
import { createTodoClient } from "./todo_client.ts";

const todo = (id: number) => ({
  ...{ id, text: `to-do ${id}`, isDone: false, isStarred: false },
});
const LOGIN = { message: "Logged in as vidu", payload: { token: "x" } };

/** A client whose server gives these answers, by path; 401 to all others. */
function clientOf(
  answers: Record<string, { message?: string; payload?: unknown }>,
  store: CredentialStore | null = null,
  refreshes = false,
) {
  const fetch = (url: string) => {
    const answer = answers[url];
    const success = answer !== undefined;
    const body = { success, message: "You are not logged in", ...answer };
    return Promise.resolve(
      Response.json(body, { status: success ? 200 : 401 }),
    );
  };
  const real = globalThis.fetch;
  globalThis.fetch = fetch as typeof real;
  const client = createTodoClient({
    ...{ base: "", login: null, list: null },
    ...{ refreshes, hasExpired: false },
  }, store);
  return {
    client,
    [Symbol.dispose]() {
      globalThis.fetch = real;
    },
  };
}

Deno.test("a login that the browser keeps shows the list", async () => {
  const list = { payload: { todos: [todo(1)] } };
  using lab = clientOf({ "/auth/login": LOGIN, "/todo/list": list });
  await lab.client.logIn({});
  assertEquals(lab.client.login.value, "Logged in as vidu");
  assertEquals(lab.client.list.value?.todos, [todo(1)]);
  assertEquals(lab.client.notice.value.isError, false);
});

Deno.test("where the browser keeps no cookie, nobody is logged in, and it is said", async () => {
  using lab = clientOf({ "/auth/login": LOGIN });
  await lab.client.logIn({});
  assertEquals([lab.client.login.value, lab.client.list.value], [null, null]);
  assertMatch(lab.client.notice.value.text, /kept no credential/);
});

Deno.test("where storage is blocked, nobody is logged in, and it is said", async () => {
  const blocked = () => {
    throw new DOMException("Access is denied", "SecurityError");
  };
  const store = { load: blocked, save: blocked, clear: blocked };
  using lab = clientOf({ "/auth/login": LOGIN }, store);
  await lab.client.resume();
  assertEquals(lab.client.notice.value.text, "");
  await lab.client.logIn({});
  assertEquals(lab.client.login.value, null);
  assertMatch(lab.client.notice.value.text, /kept no credential/);
});

Deno.test("a new to-do is in the list, however much of it was shown", async () => {
  using lab = clientOf({
    "/auth/login": LOGIN,
    "/todo/list": { payload: { todos: [todo(1)], next: 1 } },
    "/todo/list?after=1": { payload: { todos: [todo(2)], next: 2 } },
    "/todo/list?after=2": { payload: { todos: [todo(3)] } },
    "/todo/create": { message: "To-do created", payload: { todo: todo(3) } },
  });
  await lab.client.logIn({});
  assertEquals(lab.client.list.value?.todos, [todo(1)]);
  assertEquals(await lab.client.create({ text: "to-do 3" }), true);
  assertEquals(lab.client.list.value?.todos, [todo(1), todo(2), todo(3)]);
  assertEquals(lab.client.notice.value.text, "To-do created");
  assertEquals(lab.client.waiting.value, 0);
});

Deno.test("someone else can log in, and the one before is not shown meanwhile", async () => {
  const list = { payload: { todos: [todo(1)] } };
  using lab = clientOf({ "/auth/login": LOGIN, "/todo/list": list });
  await lab.client.logIn({});
  lab.client.leave();
  assertEquals([lab.client.login.value, lab.client.list.value], [null, null]);
});

Deno.test("an answer that comes after a logout shows nothing", async () => {
  const answers: Parameters<typeof clientOf>[0] = {
    "/auth/login": LOGIN,
    "/auth/refresh": { message: "Refreshed" },
    "/todo/list": { payload: { todos: [todo(1)] } },
  };
  for (const refreshes of [false, true]) {
    using lab = clientOf(answers, null, refreshes);
    await lab.client.logIn({});
    const late = [
      lab.client.loadMore(),
      lab.client.update(todo(1), "markDone"), // refused: it would be taken back
      lab.client.create({ text: "to-do 2" }),
    ];
    lab.client.leave("Logged out");
    await Promise.all(late);
    const { list, login, notice, waiting } = lab.client;
    assertEquals([list.value, login.value, waiting.value], [null, null, 0]);
    assertEquals(notice.value, { text: "Logged out", isError: false });
  }
});
