import { type Signal, useSignal } from "@preact/signals";
import { type JwtAlgorithm, type JwtKey, signJwt } from "../lib/jwt.ts";
import {
  claimsOfRung5,
  SAMPLE_SECRET,
} from "../components/learn/jwt/jwt_samples.ts";
import KeyFields, { readKey } from "../components/learn/jwt/KeyFields.tsx";
import { refuseSize } from "../components/learn/limit.ts";
import TokenView from "../components/learn/jwt/TokenView.tsx";

interface LearnJwtSignProps {
  /** The token of the other half, which verifies. */
  token: Signal<string>;
  /** Seconds since the epoch when the page was made. */
  now: number;
}

const show = (claims: object) => JSON.stringify(claims, null, 2);

/** Reads claims and signs them; or says what is wrong with them. */
function sign(
  json: string,
  key: JwtKey,
): { token: string } | { problem: string } {
  const problem = refuseSize(new TextEncoder().encode(json).length);
  if (problem !== null) return { problem };
  try {
    const claims = JSON.parse(json);
    if (
      typeof claims !== "object" || claims === null || Array.isArray(claims)
    ) {
      return { problem: "Claims are a JSON object, between { and }." };
    }
    return { token: signJwt(claims, key) };
  } catch (error) {
    const { message } = error as Error;
    return {
      problem: error instanceof SyntaxError ? `Not JSON: ${message}` : message,
    };
  }
}

/** The half of the workbench that has claims and a key, and makes a token. */
export default function LearnJwtSign({ token, now }: LearnJwtSignProps) {
  const claims = useSignal(show(claimsOfRung5(now)));
  const alg = useSignal<JwtAlgorithm>("HS256");
  const secret = useSignal(SAMPLE_SECRET);
  const said = useSignal("");

  const read = readKey(alg.value, secret.value);
  const result = "key" in read ? sign(claims.value, read.key) : read;
  const setTimes = (lifetime: number) => {
    const iat = Math.floor(Date.now() / 1000);
    try {
      claims.value = show({
        ...JSON.parse(claims.value),
        iat,
        exp: iat + lifetime,
      });
    } catch {
      said.value = "The claims must be JSON first";
    }
  };
  return (
    <div class="workbench">
      <label class="field">
        Claims
        <textarea
          rows={7}
          spellcheck={false}
          value={claims.value}
          onInput={(event) => claims.value = event.currentTarget.value}
        />
      </label>
      <div class="buttons">
        {[["an hour", 3600], ["ten minutes", 600], ["ten seconds", 10]].map((
          [name, lifetime],
        ) => (
          <button
            key={name}
            type="button"
            onClick={() => setTimes(lifetime as number)}
          >
            Good for {name} from now
          </button>
        ))}
      </div>
      <div class="pair">
        <KeyFields alg={alg} secret={secret} algName="Sign with" />
      </div>
      {"problem" in result
        ? <p role="alert" class="problem">{result.problem}</p>
        : (
          <>
            <div>
              <b>Token</b>, {result.token.length} characters
              <TokenView token={result.token} />
            </div>
            <div class="buttons">
              <button
                type="button"
                onClick={() => {
                  token.value = result.token;
                  said.value = "The token is below, to be verified";
                }}
              >
                Hand it over to verify
              </button>
            </div>
          </>
        )}
      <p role="status">{said.value}</p>
    </div>
  );
}
