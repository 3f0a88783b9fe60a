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
  const left = Math.floor(Number(unverifiedClaims.exp) - now);
  return (
    <div class="jwt">
      <p>
        A JWT, decoded: {left > 0
          ? `good for ${Math.floor(left / 60)}:${
            String(left % 60).padStart(2, "0")
          } more`
          : "expired"}. Its signature is not shown.{" "}
        <a href="/learn/jwt">Sign and verify one</a>
      </p>
      <JsonView value={unverifiedHeader} />
      <JsonView value={unverifiedClaims} />
    </div>
  );
}
