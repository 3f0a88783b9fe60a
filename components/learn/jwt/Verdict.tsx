import type { ComponentChild } from "preact";
import { decodeJwt, type JwtClaims } from "../../../lib/jwt.ts";
import { toHex } from "../bytes/hex.ts";
import { attempt } from "../input.ts";
import { type ExplainedStep, findFailed } from "./jwt_explain.ts";
import { dateOf, distance } from "./time.ts";
import TokenView from "./TokenView.tsx";

const ASKED: Record<ExplainedStep["name"], string> = {
  split: "Does it have three segments, and is it short enough?",
  decode: "Is each segment base64url, and the header JSON?",
  algorithm: "Does the header name our algorithm?",
  mac: "Is the MAC the one that our key makes of header and payload?",
  claims: "Is the payload for us, and for now?",
};

const SIGNS = { held: "✓", failed: "✗", "not reached": "–" };

interface VerdictProps {
  token: string;
  /** What became of the steps of `verifyJwt()`. */
  steps: ExplainedStep[];
  now: number;
}

/** What a token says, whether it is accepted, and why. */
export default function Verdict({ token, steps, now }: VerdictProps) {
  const { value: said } = attempt(() => decodeJwt(token));
  const failed = findFailed(steps);
  return (
    <>
      <details>
        <summary>What it says, before anyone has verified it</summary>
        {said === null ? <p>It can't be read.</p> : (
          <>
            <Value>{JSON.stringify(said.unverifiedHeader)}</Value>
            <Claims claims={said.unverifiedClaims} now={now} />
          </>
        )}
      </details>
      <p role="status" class={`verdict ${failed ? "failed" : "held"}`}>
        {failed
          ? `Refused at the step “${failed.name}”: ${failed.error.code}`
          : "Accepted: all five steps held"}
      </p>
      {failed?.name === "mac" && (
        <p>
          Was it signed with another key, or changed since? A JWT of a rung ends
          here in any case: this page doesn't have that server's key.
        </p>
      )}
      <ol class="jwt-steps">
        {steps.map((step) => (
          <li key={step.name} data-step={step.name} data-outcome={step.outcome}>
            <span class="sign-of" aria-hidden="true">
              {SIGNS[step.outcome]}
            </span>
            <div>
              <b>{step.name}</b> <i class="outcome">{step.outcome}</i>
              <p>{ASKED[step.name]}</p>
              <Found step={step} now={now} />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

/** What a step has found; nothing if it was not reached. */
function Found({ step, now }: { step: ExplainedStep; now: number }) {
  if (step.outcome === "not reached") return null;
  if (step.outcome === "failed") {
    const { code, message, claim } = step.error;
    return (
      <p class="failed">
        <code>{code}</code>
        {claim && (
          <>
            , claim <code>{claim}</code>
          </>
        )}: {message}
      </p>
    );
  }
  switch (step.name) {
    case "split":
      return <TokenView token={step.value.join(".")} />;
    case "decode":
      return (
        <>
          <Value>{JSON.stringify(step.value.header)}</Value>
          <p class="hint">
            The payload has {step.value.payload.length}{" "}
            characters. Nothing in it may be believed yet.
          </p>
        </>
      );
    case "algorithm":
      return <Value>{step.value}</Value>;
    case "mac":
      return <Value>{toHex(step.value)}</Value>;
    case "claims":
      return <Claims claims={step.value} now={now} />;
  }
}

/** Claims, their times as dates, and how long they still have. */
function Claims({ claims, now }: { claims: JwtClaims; now: number }) {
  return (
    <>
      <Value>{JSON.stringify(claims, null, 2)}</Value>
      <ul class="times">
        {(["iat", "nbf", "exp"] as const).map((name) => {
          const date = dateOf(claims[name]);
          return date && (
            <li key={name}>
              <code>{name}</code> {date}, <b>{distance(claims[name]!, now)}</b>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Value({ children }: { children: ComponentChild }) {
  return <pre class="value" tabIndex={0}>{children}</pre>;
}
