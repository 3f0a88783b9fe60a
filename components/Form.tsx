import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Fields } from "../lib/browser/api_client.ts";

export interface FormProps {
  class: string;
  /** What its button says. */
  action: string;
  /** Gets what was typed. If it resolves to true, the form is emptied. */
  onSubmit: (fields: Fields) => Promise<boolean | void>;
  children: ComponentChildren;
}

/** A form that a script sends; a double click sends it once. */
export function Form({ action, onSubmit, children, ...props }: FormProps) {
  const isBusy = useSignal(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy.value) return;
    isBusy.value = true;
    const form = event.currentTarget as HTMLFormElement;
    if (await onSubmit(Object.fromEntries(new FormData(form)))) form.reset();
    isBusy.value = false;
  };
  // "post": without the script a password must not end up in the URL.
  return (
    <form class={props.class} method="post" onSubmit={submit}>
      {children}
      {/* Not disabled while it runs: that would take the focus away. */}
      <button type="submit" aria-disabled={isBusy.value}>{action}</button>
    </form>
  );
}

/** @param name `newPassword`, unless it is the present one. */
export function PasswordField(
  { label, name }: { label: string; name?: "newPassword" },
) {
  return (
    <label>
      {label}
      <input
        type="password"
        name={name ?? "password"}
        autocomplete={name ? "new-password" : "current-password"}
        required
      />
    </label>
  );
}
