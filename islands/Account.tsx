import { type Signal, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import PasswordForm from "../components/PasswordForm.tsx";
import SessionList, { type SessionItem } from "../components/SessionList.tsx";
import { callApi, type Fields } from "../lib/browser/api_client.ts";

interface AccountProps {
  /** The path below which the rung's API is. */
  base: string;
  /** Who is logged in, in words; null if nobody is. */
  login: Signal<string | null>;
}

/** Rung 8, for who is logged in: the missile, their sessions, their password. */
export default function Account(props: AccountProps) {
  // Whatever it shows of one user is gone before the next one logs in.
  return props.login.value === null ? null : <Panel {...props} />;
}

function Panel({ base, login }: AccountProps) {
  const notice = useSignal({ text: "", isError: false });
  const mustConfirm = useSignal(false);
  const sessions = useSignal<SessionItem[]>([]);
  const launchButton = useRef<HTMLButtonElement>(null);

  const call = async <P,>(path: string, fields?: Fields) => {
    const method = fields === undefined ? "GET" : "POST";
    const answer = await callApi<P>(base, method, path, fields);
    const { message, success } = answer;
    const isNews = fields !== undefined || !success;
    if (isNews) notice.value = { text: message, isError: !success };
    if (answer.status === 401) login.value = null;
    return answer;
  };
  const launch = async () => {
    const { status, message } = await call("/launch-missile", {});
    mustConfirm.value = status === 403;
    if (status === 403) notice.value = { text: message, isError: false };
  };
  const confirm = async (fields: Fields) => {
    const { success } = await call("/auth/confirm", fields);
    if (!success) return false;
    launchButton.current?.focus();
    await launch();
    return true;
  };
  const load = async () => {
    const answer = await call<{ sessions: SessionItem[] }>("/auth/sessions");
    if (answer.payload) sessions.value = answer.payload.sessions;
  };
  const end = async ({ id, isThis }: SessionItem) => {
    const { success, message } = await call("/auth/sessions/end", { id });
    if (success && isThis) login.value = null;
    else await load();
    notice.value = { text: message, isError: !success };
  };
  const changePassword = async (fields: Fields) => {
    const { success } = await call("/auth/password", fields);
    if (success) sessions.value = sessions.value.filter(({ isThis }) => isThis);
    return success;
  };

  return (
    <section class="app account" aria-label="Missile and account">
      <button type="button" class="launch" ref={launchButton} onClick={launch}>
        Launch missile 🚀
      </button>
      {mustConfirm.value && (
        <PasswordForm
          fields={{ password: "Your password" }}
          action="Confirm and launch"
          onSubmit={confirm}
        />
      )}
      <p role="status" class={notice.value.isError ? "error" : ""}>
        {notice.value.text}
      </p>
      <details onToggle={(event) => event.currentTarget.open && load()}>
        <summary>Where you are logged in</summary>
        <SessionList sessions={sessions.value} onEnd={end} />
      </details>
      <details>
        <summary>Change your password</summary>
        <p class="hint">
          Every rung wants the new one then. It can't be changed back to{" "}
          <code>qwerty</code>, which is too short. Starting the lab with{" "}
          <code>--reset</code> brings that back.
        </p>
        <PasswordForm
          fields={{
            password: "Present password",
            newPassword: "New password, 15 characters or more",
          }}
          action="Change it"
          onSubmit={changePassword}
        />
      </details>
    </section>
  );
}
