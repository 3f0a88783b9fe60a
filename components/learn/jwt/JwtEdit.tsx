import { type Signal, useSignal } from "@preact/signals";
import type { JwtStep } from "../../../lib/jwt.ts";
import { changeAt, countCatches, segmentAt } from "./jwt_edit.ts";

/** Longer ones would take a while. */
const LONGEST = 1024;

interface JwtEditProps {
  token: Signal<string>;
  /** The step at which a token fails; null if none does. */
  catcher: (token: string) => JwtStep["name"] | null;
}

/** Changes a character of the token, or each in turn, and says who notices. */
export default function JwtEdit({ token, catcher }: JwtEditProps) {
  const position = useSignal(60);
  const said = useSignal("");
  const { length } = token.value;
  const change = () => {
    const at = Math.max(0, Math.min(position.value, length) - 1);
    const before = token.value;
    token.value = changeAt(before, at);
    const step = catcher(token.value);
    said.value = `Character ${at + 1}, in ${segmentAt(before, at)}: “${
      before[at]
    }” is “${token.value[at]}” now. ${
      step === null ? "No step notices." : `The step “${step}” notices.`
    }`;
  };
  const changeEach = () => {
    if (length > LONGEST) {
      said.value = `That takes a token of up to ${LONGEST} characters.`;
      return;
    }
    const counts = [...countCatches(token.value, catcher)].map(
      ([step, count]) =>
        step === null ? `${count} by none` : `${count} by “${step}”`,
    );
    said.value = `Of ${length} tokens with one character changed, caught: ${
      counts.join(", ")
    }.`;
  };
  return (
    <div class="jwt-edit">
      <label class="field">
        Position, 1 to {length}
        <input
          type="number"
          min={1}
          max={Math.max(1, length)}
          value={position.value}
          onInput={(event) =>
            position.value = Math.floor(event.currentTarget.valueAsNumber) || 1}
        />
      </label>
      <button type="button" disabled={length === 0} onClick={change}>
        Change this character
      </button>
      <button type="button" disabled={length === 0} onClick={changeEach}>
        Try each character in turn
      </button>
      <p role="status">{said.value}</p>
    </div>
  );
}
