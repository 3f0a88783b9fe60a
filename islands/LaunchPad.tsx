import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import LoginForm from "../components/LoginForm.tsx";
import { callApi, type Fields } from "../lib/browser/api_client.ts";
import { urlCredential } from "../stages/01/credential.ts";

interface LaunchPadProps {
  /** The path below which the rung's API is. */
  base: string;
  /** Who is logged in, in words; null if nobody is. */
  login: string | null;
}

/** Rung 1: log in, then push the button. */
export default function LaunchPad({ base, login }: LaunchPadProps) {
  const notice = useSignal({ text: "", isError: false });

  const logIn = async (fields: Fields) => {
    const answer = await callApi<Fields>(base, "POST /auth/login", fields);
    notice.value = { text: answer.message, isError: !answer.success };
    if (answer.success) urlCredential.save(answer.payload!);
  };
  const launch = async () => {
    const credential = urlCredential.load() ?? {};
    const answer = await callApi(base, "GET /launch-missile", credential);
    notice.value = { text: answer.message, isError: !answer.success };
  };

  useEffect(() => addEventListener("clock", () => location.reload()), []);

  return (
    <section class="app" aria-label="Launch pad">
      {login !== null && (
        <div class="session">
          <span>{login}</span>
          <button type="button" onClick={() => urlCredential.clear()}>
            Forget the credential
          </button>
        </div>
      )}
      <button type="button" class="launch" onClick={launch}>
        Launch missile 🚀
      </button>
      <p role="status" class={notice.value.isError ? "error" : ""}>
        {notice.value.text}
      </p>
      {login === null && <LoginForm onSubmit={logIn} />}
    </section>
  );
}
