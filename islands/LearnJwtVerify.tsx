import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { attempt, checkSize } from "../components/learn/input.ts";
import Changes from "../components/learn/jwt/Changes.tsx";
import { explainJwt, findFailed } from "../components/learn/jwt/jwt_explain.ts";
import { SAMPLE_KEY, SAMPLES } from "../components/learn/jwt/jwt_samples.ts";
import KeyFields, { readKey } from "../components/learn/jwt/KeyFields.tsx";
import Verdict from "../components/learn/jwt/Verdict.tsx";

interface LearnJwtVerifyProps {
  token: Signal<string>;
  /** Seconds since the epoch when the page was made. */
  now: number;
}

/** The half of the workbench that has a token and a key, and believes or not. */
export default function LearnJwtVerify(props: LearnJwtVerifyProps) {
  const { token } = props;
  const typedKey = useSignal(SAMPLE_KEY);
  const audience = useSignal("stage 5");
  const now = useSignal(props.now);
  useEffect(() => {
    const tick = () => now.value = Math.floor(Date.now() / 1000);
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, []);

  const { value: key, problem } = attempt(() => {
    checkSize(token.value.length);
    return readKey(typedKey.value);
  });
  const options = { audience: audience.value || undefined, now: now.value };
  return (
    <div class="workbench">
      <div class="buttons" role="group" aria-label="JWTs to try">
        {SAMPLES.map(({ name, audience: expected, make }) => (
          <button
            key={name}
            type="button"
            onClick={() => {
              token.value = make(Math.floor(Date.now() / 1000));
              audience.value = expected;
              typedKey.value = SAMPLE_KEY;
            }}
          >
            {name}
          </button>
        ))}
      </div>
      <label class="field">
        JWT to verify
        <textarea
          rows={5}
          spellcheck={false}
          value={token.value}
          onInput={(event) => token.value = event.currentTarget.value}
        />
      </label>
      <div class="pair">
        <KeyFields typed={typedKey} algName="Our algorithm" />
        <label class="field">
          We are (the audience)
          <input
            autocomplete="off"
            value={audience.value}
            onInput={(event) => audience.value = event.currentTarget.value}
          />
        </label>
      </div>
      <p role="alert" class="problem">{problem}</p>
      {key !== null && token.value !== "" && (
        <>
          <Verdict
            token={token.value}
            steps={explainJwt(token.value, key, options)}
            now={now.value}
          />
          <h3>Change a character</h3>
          <p>
            Change any character of the JWT above: which step notices? Or let
            the page change one after the other.
          </p>
          <Changes
            token={token.value}
            findCatcher={(token) =>
              findFailed(explainJwt(token, key, options))?.name}
          />
        </>
      )}
    </div>
  );
}
