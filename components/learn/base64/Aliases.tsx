import type { Base64Variant } from "../../../lib/base64.ts";
import { aliasesOf, lastGroup } from "./aliases.ts";

interface AliasesProps {
  text: string;
  variant: Base64Variant;
  unusedBits: number;
}

/** Every last symbol that a lax decoder takes, and what ours says to it. */
export default function Aliases({ text, variant, unusedBits }: AliasesProps) {
  if (unusedBits === 0) {
    return (
      <p>
        The last group is full: all bits of the last symbol are in use, so it
        has no alias. Try an input with one byte more or less.
      </p>
    );
  }
  const aliases = aliasesOf(text, variant, unusedBits);
  return (
    <>
      <p>
        The last symbol has {unusedBits}{" "}
        bits that belong to no byte. A lax decoder ignores them, so{" "}
        {aliases.length}{" "}
        texts stand for the same bytes. That is bad for tokens: a server that
        keeps a list of ended ones would not find the other spellings.{" "}
        <code>lib/base64.ts</code> accepts only the one with zeros.
      </p>
      <div
        class="learn-scroll"
        role="region"
        aria-label="Aliases of the last symbol"
        tabIndex={0}
      >
        <table class="aliases">
          <thead>
            <tr>
              <th>End of the text</th>
              <th>Last six bits</th>
              <th>atob()</th>
              <th>lib/base64.ts</th>
            </tr>
          </thead>
          <tbody>
            {aliases.map(({ symbol, bits, text, refusal, lax }) => (
              <tr key={symbol}>
                <td>
                  <code>…{lastGroup(text)}</code>
                </td>
                <td>
                  <code>
                    {bits.slice(0, 6 - unusedBits)}
                    <span class="unused">{bits.slice(6 - unusedBits)}</span>
                  </code>
                </td>
                <td>bytes …{lax.join(" ")}</td>
                <td class={refusal === null ? "held" : "failed"}>
                  {refusal === null
                    ? "takes it"
                    : `refuses it: ${why(refusal)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** A message without the action that it begins with, the same in each row. */
function why(message: string): string {
  return message.slice(message.indexOf(": ") + 2);
}
