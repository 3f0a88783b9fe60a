import type { ComponentChild } from "preact";
import type { JwtClaims } from "../../../lib/jwt.ts";
import { toHex } from "../bytes/hex.ts";
import type { ExplainedStep } from "./jwt_explain.ts";
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

interface JwtStepsProps {
  steps: ExplainedStep[];
  now: number;
}

/** The steps of `verifyJwt()`, each with what it found. */
export default function JwtSteps({ steps, now }: JwtStepsProps) {
  return (
    <ol class="jwt-steps">
      {steps.map((step) => (
        <li key={step.name} data-step={step.name} data-outcome={step.outcome}>
          <span class="sign-of" aria-hidden="true">{SIGNS[step.outcome]}</span>
          <div>
            <b>{step.name}</b> <i class="outcome">{step.outcome}</i>
            <p>{ASKED[step.name]}</p>
            <Found step={step} now={now} />
          </div>
        </li>
      ))}
    </ol>
  );
}

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
export function Claims({ claims, now }: { claims: JwtClaims; now: number }) {
  const times = (["iat", "nbf", "exp"] as const).flatMap((name) => {
    const date = dateOf(claims[name]);
    return date === null ? [] : [[name, date, claims[name]!] as const];
  });
  return (
    <>
      <Value>{JSON.stringify(claims, null, 2)}</Value>
      {times.length > 0 && (
        <ul class="times">
          {times.map(([name, date, seconds]) => (
            <li key={name}>
              <code>{name}</code> {date}, <b>{distance(seconds, now)}</b>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Value({ children }: { children: ComponentChild }) {
  return <pre class="value" tabIndex={0}>{children}</pre>;
}
