import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import LoginForm from "../components/LoginForm.tsx";
import TodoRow from "../components/TodoRow.tsx";
import type { CredentialPlace } from "../lib/state.ts";
import {
  createTodoClient,
  type TodoStart,
} from "../lib/browser/todo_client.ts";
import { storedCredential } from "../stages/03/credential.ts";

interface TodoAppProps extends TodoStart {
  credential: CredentialPlace | null;
  canLogOut: boolean;
}

/** The to-do list of rungs 2.1 and up. */
export default function TodoApp(props: TodoAppProps) {
  const { credential, canLogOut, hasExpired } = props;
  const store = credential === "localStorage" ? storedCredential : null;
  const client = useMemo(() => createTodoClient(props, store), []);
  // What a script keeps or renews, the server can't know before the script runs.
  const unsure = useSignal(store !== null || hasExpired);
  useEffect(() => {
    client.resume().finally(() => unsure.value = false);
  }, []);

  // The form or the list that had the focus is gone: the app takes it over.
  const app = useRef<HTMLElement>(null);
  useEffect(() =>
    client.login.subscribe((who) => {
      takeFocus(app.current);
      // Another island may have ended the login.
      const isLeft = client.todos.value !== null && credential !== null;
      if (who === null && isLeft) client.leave("You are logged out.");
    }), []);

  const list = useRef<HTMLUListElement>(null);
  const create = async (fields: Record<string, unknown>) => {
    const isMade = await client.create(fields);
    if (!isMade) return false;
    // It is the last one, and the list may be longer than its box.
    requestAnimationFrame(() =>
      list.current?.lastElementChild?.scrollIntoView({ block: "nearest" })
    );
    return true;
  };

  const login = client.login.value;
  const todos = client.todos.value;
  const { text, isError } = client.notice.value;
  return (
    <section
      class="app list"
      aria-label="To-do list"
      aria-busy={client.waiting.value > 0}
      tabIndex={-1}
      ref={app}
    >
      {login !== null && (
        <div class="session">
          <span>{login}</span>
          {!canLogOut && (
            <button type="button" onClick={() => client.leave()}>
              Log in as someone else
            </button>
          )}
          {canLogOut && (
            <>
              <button
                type="button"
                onClick={() => client.logOut("/auth/logout")}
              >
                Log out
              </button>
              <button
                type="button"
                onClick={() => client.logOut("/auth/logout-everywhere")}
              >
                Log out everywhere
              </button>
            </>
          )}
        </div>
      )}
      {unsure.value
        ? (
          <p class="hint">
            {hasExpired
              ? "Getting a new access token"
              : "Looking for a credential in localStorage"}
          </p>
        )
        : todos === null
        ? <LoginForm onLogin={client.logIn} />
        : (
          <>
            <NewTodo onCreate={create} />
            <ul class="todos" ref={list}>
              {todos.map((todo, index) => (
                <TodoRow
                  key={typeof todo === "string" ? `${index} ${todo}` : todo.id}
                  todo={todo}
                  onUpdate={client.update}
                  onRemove={() => {
                    takeFocus(app.current);
                    client.remove(index);
                  }}
                />
              ))}
            </ul>
            {client.next.value !== undefined && (
              <button type="button" onClick={client.loadMore}>
                Show more
              </button>
            )}
            {todos.length === 0 && <p class="hint">Nothing to do.</p>}
          </>
        )}
      <p role="status" class={isError ? "error" : ""}>{text}</p>
    </section>
  );
}

/** Moves the focus to the app, if it is on something inside. */
function takeFocus(app: HTMLElement | null) {
  if (app?.contains(document.activeElement)) app.focus();
}

function NewTodo(
  { onCreate }: {
    onCreate: (fields: Record<string, unknown>) => Promise<boolean>;
  },
) {
  // A double click is one wish.
  const isBusy = useSignal(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy.value) return;
    isBusy.value = true;
    const form = event.currentTarget as HTMLFormElement;
    if (await onCreate(Object.fromEntries(new FormData(form)))) form.reset();
    isBusy.value = false;
  };
  return (
    <form class="create" method="post" onSubmit={submit}>
      <label>
        New to-do
        <input name="text" maxLength={500} autocomplete="off" required />
      </label>
      <button type="submit" aria-disabled={isBusy.value}>Add</button>
    </form>
  );
}
