import { useSignal } from "@preact/signals";
import type { Fields } from "../lib/browser/api_client.ts";

interface LoginFormProps {
  /** Called with `email` and `password`; resolves once there is an answer. */
  onLogin: (fields: Fields) => Promise<void>;
}

export default function LoginForm({ onLogin }: LoginFormProps) {
  const busy = useSignal(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    busy.value = true;
    await onLogin(Object.fromEntries(form));
    busy.value = false;
  };
  // "post": without the script the password must not end up in the URL.
  return (
    <form class="login" method="post" onSubmit={submit}>
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
      <button type="submit" disabled={busy.value}>Log in</button>
      <p class="hint">
        Try <code>vidu@example.com</code> or{" "}
        <code>rahul@example.com</code>, password <code>qwerty</code>.
      </p>
    </form>
  );
}
