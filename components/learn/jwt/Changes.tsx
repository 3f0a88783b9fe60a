import { useSignal } from "@preact/signals";
import type { JwtStep } from "../../../lib/jwt.ts";
import { changeAt } from "./jwt_samples.ts";

/** Longer ones would take a while. */
const LONGEST = 1024;

interface ChangesProps {
  token: string;
  /** The step at which a token fails; none if it is accepted. */
  findCatcher: (token: string) => JwtStep["name"] | undefined;
}

/** Changes each character of the token in turn, and says which steps notice. */
export default function Changes({ token, findCatcher }: ChangesProps) {
  const said = useSignal("");
  const tryAll = () => {
    if (token.length > LONGEST) {
      said.value = `That takes a JWT of up to ${LONGEST} characters.`;
      return;
    }
    const changed = Array.from(token, (_, i) => changeAt(token, i));
    const caught = Map.groupBy(changed, findCatcher);
    const counts = Array.from(
      caught,
      ([step, tokens]) =>
        step ? `${tokens.length} by “${step}”` : `${tokens.length} by none`,
    );
    said.value =
      `Of ${changed.length} JWTs with one character changed, caught: ${
        counts.join(", ")
      }.`;
  };
  return (
    <>
      <button type="button" disabled={token === ""} onClick={tryAll}>
        Try each character in turn
      </button>
      <p role="status">{said.value}</p>
    </>
  );
}
