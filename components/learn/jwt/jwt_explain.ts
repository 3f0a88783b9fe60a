/**
 * The verification of a JWT as a list of steps, for a page that shows it.
 *
 * @module
 */
import {
  JwtError,
  type JwtKey,
  type JwtStep,
  verifyJwt,
  type VerifyJwtOptions,
} from "../../../lib/jwt.ts";

/** The steps of {@linkcode verifyJwt}, in their order. */
export const JWT_STEPS = [
  "split",
  "decode",
  "algorithm",
  "mac",
  "claims",
] as const satisfies readonly JwtStep["name"][];

/**
 * What became of a step. Only a step that held shows what it found. To show the
 * MAC that a forged token should have would be to sign it.
 */
export type ExplainedStep =
  | JwtStep & { outcome: "held" }
  | { name: JwtStep["name"]; outcome: "failed"; error: JwtError }
  | { name: JwtStep["name"]; outcome: "not reached" };

/**
 * Verifies a token and returns what became of each of the five steps. It watches
 * {@linkcode verifyJwt} itself, so what the page says is what happens.
 *
 * @example Usage
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { importJwtKey, signJwt } from "../../../lib/jwt.ts";
 * import { explainJwt } from "./jwt_explain.ts";
 *
 * const newKey = () => importJwtKey(crypto.getRandomValues(new Uint8Array(32)));
 * const forged = signJwt({ sub: "12" }, newKey());
 *
 * assertEquals(
 *   explainJwt(forged, newKey()).map(({ outcome }) => outcome),
 *   ["held", "held", "held", "failed", "not reached"],
 * );
 * ```
 */
export function explainJwt(
  token: string,
  key: JwtKey,
  options?: VerifyJwtOptions,
): ExplainedStep[] {
  const steps: ExplainedStep[] = [];
  try {
    verifyJwt(token, key, options, (step) => {
      steps.push({ ...step, outcome: "held" });
    });
  } catch (error) {
    if (!(error instanceof JwtError)) throw error;
    steps.push({ name: JWT_STEPS[steps.length], outcome: "failed", error });
  }
  for (const name of JWT_STEPS.slice(steps.length)) {
    steps.push({ name, outcome: "not reached" });
  }
  return steps;
}

/** The step at which a token fails; none if it is accepted. */
export function findFailed(steps: ExplainedStep[]) {
  return steps.find((step) => step.outcome === "failed");
}
