import { useSignal } from "@preact/signals";
import { callApi, type Fields } from "../lib/api_client.ts";
import { urlCredential } from "../stages/01/credential.ts";
import LoginForm from "./LoginForm.tsx";

interface LaunchPadProps {
  /** The path below which the rung's API is. */
  base: string;
  /** Who is logged in, in words; null if nobody is. */
  login: string | null;
}

/** Rung 1: log in, then push the button. */
export default function LaunchPad({ base, login }: LaunchPadProps) {
  const notice = useSignal("");

  const logIn = async (fields: Fields) => {
    const answer = await callApi<Fields>(base, "POST", "/auth/login", fields);
    notice.value = answer.message;
    if (answer.success) urlCredential.save(answer.payload!);
  };
  const launch = async () => {
    const credential = urlCredential.load() ?? {};
    const answer = await callApi(base, "GET", "/launch-missile", credential);
    notice.value = answer.message;
  };

  return (
    <section class="app" aria-label="Launch pad">
      <p role="status">{notice.value || login || "Log in to go on."}</p>
      {login === null && <LoginForm onLogin={logIn} />}
      <button type="button" class="launch" onClick={launch}>
        Launch missile 🚀
      </button>
      {login !== null && (
        <button
          type="button"
          onClick={() => urlCredential.clear()}
        >
          Forget the credential
        </button>
      )}
    </section>
  );
}
