import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Fields } from "../lib/browser/api_client.ts";

interface LoginFormProps {
  /** Called with `email` and `password`; resolves once there is an answer. */
  onLogin: (fields: Fields) => Promise<void>;
}

export default function LoginForm({ onLogin }: LoginFormProps) {
  const isBusy = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy.value) return;
    isBusy.value = true;
    await onLogin(Object.fromEntries(new FormData(form.current!)));
    isBusy.value = false;
  };
  const fillIn = (name: string) => (
    <button
      type="button"
      onClick={() => {
        const { email, password } = form.current!;
        email.value = `${name}@example.com`;
        password.value = "qwerty";
      }}
    >
      {name}
    </button>
  );
  // "post": without the script the password must not end up in the URL.
  return (
    <form class="login" method="post" ref={form} onSubmit={submit}>
      <label>
        E-mail
        <input
          type="email"
          name="email"
          autocomplete="username"
          placeholder="vidu@example.com"
          required
        />
      </label>
      <label>
        Password
        <input
          type="password"
          name="password"
          autocomplete="current-password"
          required
        />
      </label>
      {/* Not disabled while it runs: that would take the focus away. */}
      <button type="submit" aria-disabled={isBusy.value}>Log in</button>
      <p class="hint">
        Fill in {fillIn("vidu")} or {fillIn("rahul")}. Everybody's password is
        {" "}
        <code>qwerty</code>.
      </p>
    </form>
  );
}
