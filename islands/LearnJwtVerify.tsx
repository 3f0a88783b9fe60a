import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { JwtAlgorithm, JwtKey } from "../lib/jwt.ts";
import { explainJwt } from "../components/learn/jwt/jwt_explain.ts";
import { SAMPLE_SECRET, SAMPLES } from "../components/learn/jwt/jwt_samples.ts";
import JwtEdit from "../components/learn/jwt/JwtEdit.tsx";
import KeyFields, { readKey } from "../components/learn/jwt/KeyFields.tsx";
import { refuseSize } from "../components/learn/limit.ts";
import Verdict from "../components/learn/jwt/Verdict.tsx";

interface LearnJwtVerifyProps {
  token: Signal<string>;
  /** Seconds since the epoch when the page was made. */
  now: number;
}

/** The half of the workbench that has a token and a key, and believes or not. */
export default function LearnJwtVerify(props: LearnJwtVerifyProps) {
  const { token } = props;
  const alg = useSignal<JwtAlgorithm>("HS256");
  const secret = useSignal(SAMPLE_SECRET);
  const audience = useSignal("stage 5");
  const now = useSignal(props.now);
  useEffect(() => {
    const tick = () => now.value = Math.floor(Date.now() / 1000);
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, []);

  const tooLong = refuseSize(token.value.length);
  const keyRead = readKey(alg.value, secret.value);
  const explain = (token: string, key: JwtKey) =>
    explainJwt(token, key, {
      audience: audience.value || undefined,
      now: now.value,
    });
  const failing = (token: string, key: JwtKey) =>
    explain(token, key).find(({ outcome }) => outcome === "failed");
  const problem = tooLong ?? ("problem" in keyRead ? keyRead.problem : null);
  return (
    <div class="workbench">
      <div class="buttons" role="group" aria-label="Tokens to try">
        {SAMPLES.map(({ name, audience: expected, make }) => (
          <button
            key={name}
            type="button"
            onClick={() => {
              token.value = make(Math.floor(Date.now() / 1000));
              audience.value = expected;
              alg.value = "HS256";
              secret.value = SAMPLE_SECRET;
            }}
          >
            {name}
          </button>
        ))}
      </div>
      <label class="field">
        Token to verify
        <textarea
          rows={5}
          spellcheck={false}
          value={token.value}
          onInput={(event) => token.value = event.currentTarget.value}
        />
      </label>
      <div class="pair">
        <KeyFields alg={alg} secret={secret} algName="Our algorithm" />
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
      {problem === null && "key" in keyRead && token.value !== "" && (
        <Verdict
          token={token.value}
          steps={explain(token.value, keyRead.key)}
          now={now.value}
        />
      )}
      {problem === null && "key" in keyRead && (
        <>
          <h3>Change a character</h3>
          <JwtEdit
            token={token}
            catcher={(token) => failing(token, keyRead.key)?.name ?? null}
          />
        </>
      )}
    </div>
  );
}
