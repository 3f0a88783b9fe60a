import type { MaskedCookie } from "../lib/http/trace_header.ts";
import { JsonView } from "./JsonView.tsx";

interface JwtViewProps {
  jwt: NonNullable<MaskedCookie["jwt"]>;
  /** Seconds since the epoch. */
  now: number;
}

/** A JWT taken apart, without its signature, and how long it is good. */
export default function JwtView({ jwt, now }: JwtViewProps) {
  const { unverifiedHeader, unverifiedClaims } = jwt;
  return (
    <div class="jwt">
      <p>
        A JWT, decoded:{" "}
        {lifetime(unverifiedClaims.exp, now)}. Its signature is not shown.{" "}
        <a href="/learn/jwt">Sign and verify one</a>
      </p>
      <JsonView value={unverifiedHeader} />
      <JsonView value={unverifiedClaims} />
    </div>
  );
}

/** @param exp Seconds since the epoch, if the claim is as it should be. */
function lifetime(exp: unknown, now: number): string {
  if (typeof exp !== "number") return "it does not say when it expires";
  const left = Math.floor(exp - now);
  if (left <= 0) return "expired";
  const seconds = String(left % 60).padStart(2, "0");
  return `good for ${Math.floor(left / 60)}:${seconds} more`;
}
