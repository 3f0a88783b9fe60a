import { codeHref } from "../source/Code.tsx";
import type { Evidence } from "../../attacks/runner/recorded.ts";

/** How a cell was found: what was sent, what came back, which line decided. */
export default function EvidenceView({ evidence }: { evidence: Evidence }) {
  const { exchanges, saw } = evidence;
  return (
    <div class="evidence">
      <Decision of={evidence} />
      {exchanges.map(({ request, answer }, index) => (
        <pre key={index} tabIndex={0}>{`${request}\n→ ${answer}`}</pre>
      ))}
      {saw && (
        <p>
          What was seen: <q>{saw}</q>
        </p>
      )}
    </div>
  );
}

/** How it ended, why, and which line decided. */
export function Decision({ of: { verdict, because, code } }: { of: Evidence }) {
  return (
    <>
      <p>
        <Verdict of={verdict} />: {because}.
      </p>
      {code.map(({ file, line, text }) => (
        <p key={`${file}:${line}`}>
          <a href={codeHref(file, line)}>
            <code>{file}:{line}</code>
          </a>
          <br />
          <code class="line">{text}</code>
        </p>
      ))}
    </>
  );
}

/** A verdict with a sign, so that it takes no colour to tell them apart. */
export function Verdict({ of }: { of: string }) {
  const sign = /breaks|falls/.test(of) ? "✗" : of === "holds" ? "✓" : "?";
  return <span class={`verdict ${of}`}>{sign} {of}</span>;
}
