import type { Fields } from "../lib/browser/api_client.ts";
import { Form, PasswordField } from "./Form.tsx";

interface LoginFormProps {
  /** Called with `email` and `password`; resolves once there is an answer. */
  onLogin: (fields: Fields) => Promise<void>;
}

export default function LoginForm({ onLogin }: LoginFormProps) {
  return (
    <Form class="login" action="Log in" onSubmit={onLogin}>
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
      <PasswordField label="Password" />
      <p class="hint">
        Fill in <FillIn name="vidu" /> or{" "}
        <FillIn name="rahul" />. Everybody's password is <code>qwerty</code>.
      </p>
    </Form>
  );
}

function FillIn({ name }: { name: string }) {
  const fillIn = (button: HTMLButtonElement) => {
    const { email, password } = button.form!;
    email.value = `${name}@example.com`;
    password.value = "qwerty";
  };
  return (
    <button type="button" onClick={(event) => fillIn(event.currentTarget)}>
      {name}
    </button>
  );
}
