import { useSignal } from "@preact/signals";
import type { Fields } from "../lib/browser/api_client.ts";

interface PasswordFormProps {
  /** What each field is called, by its name in the API. */
  fields: Record<string, string>;
  /** What the button says. */
  action: string;
  /** Resolves to whether it was accepted. The form is emptied then. */
  onSubmit: (fields: Fields) => Promise<boolean>;
}

/** Asks someone who is logged in for passwords. */
export default function PasswordForm(
  { fields, action, onSubmit }: PasswordFormProps,
) {
  const busy = useSignal(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    if (busy.value) return;
    busy.value = true;
    if (await onSubmit(Object.fromEntries(new FormData(form)))) form.reset();
    busy.value = false;
  };
  return (
    <form class="login" method="post" onSubmit={submit}>
      {Object.entries(fields).map(([name, label]) => (
        <label key={name}>
          {label}
          <input
            type="password"
            name={name}
            autocomplete={name === "newPassword"
              ? "new-password"
              : "current-password"}
            required
          />
        </label>
      ))}
      <button type="submit">{action}</button>
    </form>
  );
}
