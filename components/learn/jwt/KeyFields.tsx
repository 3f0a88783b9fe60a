import type { Signal } from "@preact/signals";
import {
  importJwtKey,
  type JwtAlgorithm,
  type JwtKey,
} from "../../../lib/jwt.ts";

const ALGORITHMS: JwtAlgorithm[] = ["HS256", "HS384", "HS512"];

interface KeyFieldsProps {
  alg: Signal<JwtAlgorithm>;
  secret: Signal<string>;
  /** What the algorithm is for. */
  algName: string;
}

/** The algorithm and the secret of a key. */
export default function KeyFields({ alg, secret, algName }: KeyFieldsProps) {
  const { length } = new TextEncoder().encode(secret.value);
  return (
    <>
      <label class="field">
        {algName}
        <select
          value={alg.value}
          onChange={(event) =>
            alg.value = event.currentTarget.value as JwtAlgorithm}
        >
          {ALGORITHMS.map((name) => <option key={name}>{name}</option>)}
        </select>
      </label>
      <label class="field">
        Key, {length} bytes
        <input
          autocomplete="off"
          spellcheck={false}
          value={secret.value}
          onInput={(event) => secret.value = event.currentTarget.value}
        />
      </label>
    </>
  );
}

/** The key, or what is wrong with it. */
export function readKey(
  alg: JwtAlgorithm,
  secret: string,
): { key: JwtKey } | { problem: string } {
  try {
    return { key: importJwtKey(new TextEncoder().encode(secret), { alg }) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
