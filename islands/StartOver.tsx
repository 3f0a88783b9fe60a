import { useSignal } from "@preact/signals";
import { callApi } from "../lib/browser/api_client.ts";

/** Puts everything back as it was at first, after a second look. */
export default function StartOver() {
  const problem = useSignal("");
  const startOver = async () => {
    const { success, message } = await callApi("", "POST /start-over");
    if (success) location.reload();
    else problem.value = message;
  };
  return (
    <details class="start-over">
      <summary>Start over</summary>
      <p>
        This brings back the first to-dos and the password{" "}
        <code>qwerty</code>, on every rung, and ends all sessions of vidu and
        rahul. A JWT works until it expires.
      </p>
      <button type="button" onClick={startOver}>Start over now</button>
      <p role="status" class="error">{problem.value}</p>
    </details>
  );
}
