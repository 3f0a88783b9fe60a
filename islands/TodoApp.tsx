import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import Account from "../components/Account.tsx";
import { Form } from "../components/Form.tsx";
import LoginForm from "../components/LoginForm.tsx";
import TodoRow from "../components/TodoRow.tsx";
import {
  createTodoClient,
  type TodoStart,
} from "../lib/browser/todo_client.ts";
import type { CredentialPlace } from "../lib/state.ts";
import { storedCredential } from "../stages/03/credential.ts";

export interface TodoAppProps extends TodoStart {
  credential: CredentialPlace | null;
  canLogOut: boolean;
  /** Whether the rung has more to do for who is logged in. */
  hasAccount: boolean;
}

/** The to-do list of rungs 2.1 and up. */
export default function TodoApp(props: TodoAppProps) {
  const { credential, canLogOut, hasAccount, hasExpired } = props;
  const store = credential === "localStorage" ? storedCredential : null;
  const client = useMemo(() => createTodoClient(props, store), []);
  const { login, list, notice, waiting } = client;
  // What a script keeps or renews, the server can't know before the script runs.
  const unsure = useSignal(store !== null || hasExpired);
  const looking = hasExpired
    ? "Getting a new access token"
    : "Looking for a credential in localStorage";
  const app = useRef<HTMLElement>(null);
  const items = useRef<HTMLUListElement>(null);

  // Whatever had the focus inside is about to go: the app takes it over.
  const takeFocus = () => {
    if (app.current?.contains(document.activeElement)) app.current.focus();
  };
  useEffect(() => {
    client.resume().finally(() => unsure.value = false);
    return login.subscribe(takeFocus);
  }, []);
  const create = async (fields: Record<string, unknown>) => {
    const isMade = await client.create(fields);
    // It is the last one, and the list may be longer than its box.
    const show = () =>
      items.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
    if (isMade) requestAnimationFrame(show);
    return isMade;
  };
  const logOutEverywhere = () => client.logOut("logout-everywhere");
  const button = (text: string, onClick: () => void) => (
    <button type="button" onClick={onClick}>{text}</button>
  );

  return (
    <>
      <section
        class="app list"
        aria-label="To-do list"
        aria-busy={waiting.value > 0}
        tabIndex={-1}
        ref={app}
      >
        {login.value !== null && (
          <div class="session">
            <span>{login.value}</span>
            {canLogOut
              ? (
                <>
                  {button("Log out", () => client.logOut("logout"))}
                  {button("Log out everywhere", logOutEverywhere)}
                </>
              )
              : button("Log in as someone else", () => client.leave())}
          </div>
        )}
        {unsure.value
          ? <p class="hint">{looking}</p>
          : list.value === null
          ? <LoginForm onSubmit={client.logIn} />
          : (
            <>
              <Form class="create" action="Add" onSubmit={create}>
                <label>
                  New to-do
                  <input
                    name="text"
                    maxLength={500}
                    autocomplete="off"
                    required
                  />
                </label>
              </Form>
              <ul class="todos" ref={items}>
                {list.value.todos.map((todo, index) => (
                  <TodoRow
                    key={typeof todo === "string"
                      ? `${index} ${todo}`
                      : todo.id}
                    todo={todo}
                    onUpdate={client.update}
                    onRemove={() => {
                      takeFocus();
                      client.remove(index);
                    }}
                  />
                ))}
              </ul>
              {list.value.next !== undefined &&
                button("Show more", client.loadMore)}
              {list.value.todos.length === 0 && (
                <p class="hint">Nothing to do.</p>
              )}
            </>
          )}
        <p role="status" class={notice.value.isError ? "error" : ""}>
          {notice.value.text}
        </p>
      </section>
      {hasAccount && login.value !== null && <Account client={client} />}
    </>
  );
}
