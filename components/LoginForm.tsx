import { Form, type FormProps, PasswordField } from "./Form.tsx";

/** Asks for `email` and `password`. */
export default function LoginForm({ onSubmit }: Pick<FormProps, "onSubmit">) {
  return (
    <Form class="login" action="Log in" onSubmit={onSubmit}>
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
        The password is <code>qwerty</code>, unless it was changed on rung 8.
        {" "}
        Fill in <FillIn name="vidu" /> <FillIn name="rahul" />
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
