import { heldUpBy, nameOf } from "../../attacks/runner/without.ts";
import { readView, viewHref } from "../../attacks/runner/view.ts";
import { AttackCells } from "./Matrix.tsx";

const view = readView(new URL("http://lab/attacks"));

/** The lines of a file without which an attack would work. */
export default function HeldUp({ file }: { file: string }) {
  const lines = heldUpBy(file);
  if (lines.length === 0) return null;
  return (
    <details class="held-up">
      <summary>What these lines hold up</summary>
      <ul>
        {lines.map(({ line, text, mutation, cells }) => (
          <li key={`${line} ${mutation.id}`}>
            <a href={`#L${line}`}>line {line}</a> <code>{text}</code>
            <ul>
              {Object.entries(cells).map(([attack, stages]) => (
                <li key={attack}>
                  <AttackCells {...{ view, attack, stages }} />
                </li>
              ))}
              <li>
                <a href={viewHref(view, { without: mutation })}>
                  Take it off: {nameOf(mutation)}
                </a>
              </li>
            </ul>
          </li>
        ))}
      </ul>
    </details>
  );
}
