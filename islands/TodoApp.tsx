import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { callApi, type Fields } from "../lib/api_client.ts";
import type { CredentialPlace } from "../lib/stage.ts";
import type { Todo, TodoAction } from "../lib/todos.ts";
import { storedCredential } from "../stages/03/credential.ts";
import LoginForm from "./LoginForm.tsx";
import TodoRow from "./TodoRow.tsx";

interface TodoAppProps {
  /** The path below which the rung's API is. */
  base: string;
  credential: CredentialPlace | null;
  /** Who is logged in, in words; null if nobody is, or the server can't know. */
  login: string | null;
  /** Null where somebody has to log in first. */
  todos: (Todo | string)[] | null;
  canLogOut: boolean;
}

/** The to-do list of rungs 2.1 and up. */
export default function TodoApp(props: TodoAppProps) {
  const { base, credential, canLogOut } = props;
  const store = credential === "localStorage" ? storedCredential : null;
  const login = useSignal(props.login);
  const todos = useSignal(props.todos);
  const notice = useSignal("");

  const forget = () => {
    store?.clear();
    login.value = todos.value = null;
  };
  const call = async <Payload,>(
    method: "GET" | "POST",
    path: string,
    fields?: Fields,
  ) => {
    const sent = { ...store?.load(), ...fields };
    const answer = await callApi<Payload>(base, method, path, sent);
    notice.value = answer.message;
    if (answer.status === 401) forget();
    return answer;
  };
  const load = async () => {
    const { payload } = await call<{ todos: Todo[] }>("GET", "/todo/list");
    if (payload !== undefined) todos.value = payload.todos;
  };
  const logIn = async (fields: Fields) => {
    const answer = await call<Fields>("POST", "/auth/login", fields);
    if (!answer.success) return;
    if (answer.payload !== undefined) store?.save(answer.payload);
    await load();
    login.value = notice.value = answer.message;
  };
  const logOut = async (path: string) => {
    if ((await call("POST", path)).success) forget();
  };
  const create = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = Object.fromEntries(new FormData(form));
    const { payload } = await call<{ todo: Todo }>(
      "POST",
      "/todo/create",
      fields,
    );
    if (payload === undefined) return;
    todos.value = [...todos.value ?? [], payload.todo];
    form.reset();
  };
  /** Sends a change; what it is about may be gone, so a refusal reloads. */
  const change = async (path: string, fields: Fields) => {
    const { success, status, message } = await call("POST", path, fields);
    if (status === 404) {
      await load();
      notice.value = message;
    }
    return success;
  };
  const update = async (id: number, action: TodoAction) => {
    if (!await change("/todo/update", { todoId: id, action })) return;
    const mark = action === "markDone" ? "isDone" : "isStarred";
    todos.value = todos.value!.map((todo) =>
      typeof todo === "object" && todo.id === id
        ? { ...todo, [mark]: !todo[mark] }
        : todo
    );
  };
  const remove = async (index: number) => {
    const todo = todos.value![index];
    const name = typeof todo === "string" ? { index } : { todoId: todo.id };
    if (!await change("/todo/delete", name)) return;
    todos.value = todos.value!.filter((_, i) => i !== index);
  };

  // What a script keeps, the server can't know before the script runs.
  useEffect(() => {
    if (!store?.load()) return;
    call("GET", "/auth/whoami").then(async ({ success, message }) => {
      if (!success) return;
      await load();
      login.value = notice.value = message;
    });
  }, []);

  return (
    <section class="app" aria-label="To-do list">
      {login.value !== null && (
        <div class="session">
          <span>{login.value}</span>
          {canLogOut && (
            <>
              <button type="button" onClick={() => logOut("/auth/logout")}>
                Log out
              </button>
              <button
                type="button"
                onClick={() => logOut("/auth/logout-everywhere")}
              >
                Log out everywhere
              </button>
            </>
          )}
        </div>
      )}
      {todos.value === null ? <LoginForm onLogin={logIn} /> : (
        <>
          <form class="create" method="post" onSubmit={create}>
            <label>
              New to-do
              <input name="text" maxLength={500} autocomplete="off" required />
            </label>
            <button type="submit">Add</button>
          </form>
          <ul class="todos">
            {todos.value.map((todo, index) => (
              <TodoRow
                key={typeof todo === "string" ? `${index} ${todo}` : todo.id}
                todo={todo}
                onUpdate={update}
                onRemove={() => remove(index)}
              />
            ))}
          </ul>
          {todos.value.length === 0 && <p>Nothing to do.</p>}
        </>
      )}
      <p role="status">{notice.value}</p>
    </section>
  );
}
