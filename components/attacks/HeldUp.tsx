import { ALL } from "../../attacks/runner/view.ts";
import { heldUpBy, nameOf } from "../../attacks/runner/without.ts";
import { CellList, ViewLink } from "./ViewLink.tsx";

/** The lines of a file without which an attack would work. */
export default function HeldUp({ file }: { file: string }) {
  const lines = heldUpBy(file);
  if (lines.length === 0) return null;
  return (
    <details>
      <summary>What these lines hold up</summary>
      <ul>
        {lines.map(({ line, mutation, cells }) => (
          <li key={`${line} ${mutation.id}`}>
            <a href={`#L${line}`}>Line {line}</a>:{" "}
            <ViewLink view={ALL} to={{ without: mutation }}>
              {nameOf(mutation)}
            </ViewLink>
            <CellList view={ALL} cells={cells} />
          </li>
        ))}
      </ul>
    </details>
  );
}
