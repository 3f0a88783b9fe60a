import type { Signal } from "@preact/signals";
import {
  importJwtKey,
  type JwtAlgorithm,
  type JwtKey,
} from "../../../lib/jwt.ts";

/** A key as it is typed. */
export interface TypedKey {
  alg: JwtAlgorithm;
  secret: string;
}

const ALGORITHMS: JwtAlgorithm[] = ["HS256", "HS384", "HS512"];
const encoder = new TextEncoder();

/** Makes the key. Throws if the secret is too short. */
export function readKey({ alg, secret }: TypedKey): JwtKey {
  return importJwtKey(encoder.encode(secret), { alg });
}

interface KeyFieldsProps {
  typed: Signal<TypedKey>;
  /** What the algorithm is for. */
  algName: string;
}

/** The algorithm and the secret of a key. */
export default function KeyFields({ typed, algName }: KeyFieldsProps) {
  const { alg, secret } = typed.value;
  return (
    <>
      <label class="field">
        {algName}
        <select
          value={alg}
          onChange={({ currentTarget: { value } }) =>
            typed.value = { secret, alg: value as JwtAlgorithm }}
        >
          {ALGORITHMS.map((name) => <option key={name}>{name}</option>)}
        </select>
      </label>
      <label class="field">
        Key, {encoder.encode(secret).length} bytes
        <input
          autocomplete="off"
          spellcheck={false}
          value={secret}
          onInput={({ currentTarget: { value } }) =>
            typed.value = { alg, secret: value }}
        />
      </label>
    </>
  );
}
