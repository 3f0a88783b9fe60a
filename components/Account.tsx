import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Fields } from "../lib/browser/api_client.ts";
import type { TodoClient } from "../lib/browser/todo_client.ts";
import { Form, PasswordField } from "./Form.tsx";

/** A session, as `GET /auth/sessions` tells of it. */
interface Session {
  id: number;
  /** Both in milliseconds since the epoch. */
  createdAt: number;
  endsAt: number;
  address: string;
  /** Its `User-Agent`. */
  browser: string | null;
  isThis: boolean;
}

/** Rung 8, for who is logged in: the missile, their sessions, their password. */
export default function Account({ client }: { client: TodoClient }) {
  const notice = useSignal({ text: "", isError: false });
  const mustConfirm = useSignal(false);
  const sessions = useSignal<Session[]>([]);
  const launchButton = useRef<HTMLButtonElement>(null);

  const post = async (path: `/${string}`, fields?: Fields) => {
    const answer = await client.ask(`POST ${path}`, fields);
    notice.value = { text: answer.message, isError: !answer.success };
    return answer;
  };
  const launch = async () => {
    const { status } = await post("/launch-missile");
    mustConfirm.value = status === 403;
  };
  const confirm = async (fields: Fields) => {
    const { success } = await post("/auth/confirm", fields);
    if (!success) return;
    launchButton.current?.focus();
    await launch();
  };
  const load = async () => {
    const request = "GET /auth/sessions";
    const answer = await client.ask<{ sessions: Session[] }>(request);
    const { message, payload } = answer;
    if (payload) sessions.value = payload.sessions;
    else notice.value = { text: message, isError: true };
  };
  const end = async ({ id, isThis }: Session) => {
    const { success } = await post("/auth/sessions/end", { id });
    if (success && isThis) client.leave("You are logged out.");
    else await load();
  };
  const changePassword = async (fields: Fields) => {
    const { success } = await post("/auth/password", fields);
    if (success) await load();
    return success;
  };

  return (
    <section class="app account" aria-label="Missile and account">
      <button type="button" class="launch" ref={launchButton} onClick={launch}>
        Launch missile 🚀
      </button>
      <p role="status" class={notice.value.isError ? "error" : ""}>
        {notice.value.text}
      </p>
      {mustConfirm.value && (
        <Form class="login" action="Confirm and launch" onSubmit={confirm}>
          <PasswordField label="Your password" />
        </Form>
      )}
      <details onToggle={(event) => event.currentTarget.open && load()}>
        <summary>Where you are logged in</summary>
        <ul class="sessions">
          {sessions.value.map((session) => (
            <SessionRow
              key={session.id}
              {...session}
              onEnd={() => end(session)}
            />
          ))}
        </ul>
      </details>
      <details>
        <summary>Change your password</summary>
        <p class="hint">
          Every rung wants the new one then. It can't be changed back to{" "}
          <code>qwerty</code>, which is too short.
        </p>
        <Form class="login" action="Change it" onSubmit={changePassword}>
          <PasswordField label="Present password" />
          <PasswordField
            name="newPassword"
            label="New password, 15 characters or more"
          />
        </Form>
      </details>
    </section>
  );
}

function SessionRow(props: Session & { onEnd: () => void }) {
  const { id, address, browser, createdAt, endsAt, isThis, onEnd } = props;
  return (
    <li>
      <span>
        <b>{nameOf(browser)}</b>
        {isThis && " (this one)"}, from {address}
        <br />
        <span class="hint">
          made {TIME.format(createdAt)}, ends {TIME.format(endsAt)} unless used
        </span>
      </span>
      <button
        type="button"
        aria-label={`End it: session ${id}`}
        onClick={onEnd}
      >
        End it
      </button>
    </li>
  );
}

const TIME = new Intl.DateTimeFormat("en", {
  dateStyle: "medium",
  timeStyle: "short",
});

/** Edge calls itself Chrome and Safari too, and Chrome Safari: in this order. */
const NAMES = ["Firefox", "Edg", "Chrome", "Safari", "curl"];

function nameOf(browser: string | null): string {
  const name = NAMES.find((name) => browser?.includes(name));
  return name?.replace("Edg", "Edge") ?? "Unknown browser";
}
