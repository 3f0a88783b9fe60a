import { type Signal, useSignal } from "@preact/signals";
import { type JwtClaims, signJwt } from "../lib/jwt.ts";
import { attempt, checkSize } from "../components/learn/input.ts";
import {
  claimsOfRung5,
  SAMPLE_KEY,
} from "../components/learn/jwt/jwt_samples.ts";
import KeyFields, { readKey } from "../components/learn/jwt/KeyFields.tsx";
import TokenView from "../components/learn/jwt/TokenView.tsx";

interface LearnJwtSignProps {
  /** The token of the other half, which verifies. */
  token: Signal<string>;
  /** Seconds since the epoch when the page was made. */
  now: number;
}

/** In seconds. */
const LIFETIMES = { "an hour": 3600, "ten minutes": 600, "ten seconds": 10 };

const show = (claims: JwtClaims) => JSON.stringify(claims, null, 2);

function parseClaims(json: string): JwtClaims {
  checkSize(new TextEncoder().encode(json).length);
  const { value, problem } = attempt(() => JSON.parse(json));
  if (problem !== null) throw new SyntaxError(`Not JSON: ${problem}`);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError("Claims are a JSON object, between { and }.");
  }
  return value;
}

/** The half of the workbench that has claims and a key, and makes a token. */
export default function LearnJwtSign({ token, now }: LearnJwtSignProps) {
  const claims = useSignal(show(claimsOfRung5(now)));
  const key = useSignal(SAMPLE_KEY);
  const said = useSignal("");

  const { value: signed, problem } = attempt(() =>
    signJwt(parseClaims(claims.value), readKey(key.value))
  );
  const setTimes = (lifetime: number) => {
    const iat = Math.floor(Date.now() / 1000);
    const { value } = attempt(() => parseClaims(claims.value));
    if (value === null) said.value = "The claims must be JSON first";
    else claims.value = show({ ...value, iat, exp: iat + lifetime });
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
        {Object.entries(LIFETIMES).map(([name, lifetime]) => (
          <button
            key={name}
            type="button"
            onClick={() => setTimes(lifetime)}
          >
            Good for {name} from now
          </button>
        ))}
      </div>
      <div class="pair">
        <KeyFields typed={key} algName="Sign with" />
      </div>
      <p role="alert" class="problem">{problem}</p>
      {signed !== null && (
        <>
          <div>
            <b>JWT</b>, {signed.length} characters
            <TokenView token={signed} />
          </div>
          <button
            type="button"
            onClick={() => {
              token.value = signed;
              said.value = "The JWT is below, to be verified";
            }}
          >
            Hand it over to verify
          </button>
        </>
      )}
      <p role="status">{said.value}</p>
    </div>
  );
}
