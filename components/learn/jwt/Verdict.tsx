import { decodeJwt } from "../../../lib/jwt.ts";
import type { ExplainedStep } from "./jwt_explain.ts";
import JwtSteps, { Claims } from "./JwtSteps.tsx";

interface VerdictProps {
  token: string;
  steps: ExplainedStep[];
  now: number;
}

/** Whether a token is accepted, and why. */
export default function Verdict({ token, steps, now }: VerdictProps) {
  const said = read(token);
  const failed = steps.find((step) => step.outcome === "failed");
  return (
    <>
      <details>
        <summary>What it says, before anyone has verified it</summary>
        {said === null ? <p>It can't be read.</p> : (
          <>
            <pre class="value" tabIndex={0}>
                {JSON.stringify(said.unverifiedHeader)}
            </pre>
            <Claims claims={said.unverifiedClaims} now={now} />
          </>
        )}
      </details>
      <p role="status" class={`verdict ${failed ? "failed" : "held"}`}>
        {failed
          ? `Refused at the step “${failed.name}”: ${failed.error.code}`
          : "Accepted: all five steps held"}
      </p>
      <JwtSteps steps={steps} now={now} />
    </>
  );
}

/** What a token says, whoever wrote it; null if it can't be read. */
function read(token: string) {
  try {
    return decodeJwt(token);
  } catch {
    return null;
  }
}
