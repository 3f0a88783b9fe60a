import type { Evidence } from "../../attacks/runner/recorded.ts";
import { CodeLink } from "../source/Code.tsx";

/** How an attack ended, why, and which line decided. */
export default function Decision(
  { of: { verdict, because, code } }: { of: Evidence },
) {
  return (
    <>
      <p>
        <Verdict of={verdict} />: {because}.
      </p>
      {code.map(({ file, line, text }) => (
        <p key={`${file}:${line}`}>
          <CodeLink file={file} line={line} />
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
