import { ALPHABETS, decodeBase64 } from "../../../lib/base64.ts";
import { attempt } from "../input.ts";

/**
 * All texts that a lax decoder reads as the same bytes as a text in base64, as
 * they differ in the unused bits of the last symbol only. Of each the last four
 * characters; first those that encoding writes.
 */
export function aliasesOf(base64: string) {
  const group = base64.slice(-4);
  const [, before, last, padding] = /^(.*?)([^=])(=*)$/.exec(group)!;
  const unusedBits = padding.length * 2;
  const first = ALPHABETS.base64.indexOf(last);
  return Array.from({ length: 1 << unusedBits }, (_, unused) => {
    const text = before + ALPHABETS.base64[first + unused] + padding;
    const bits = (first + unused).toString(2).padStart(6, "0");
    return {
      text,
      used: bits.slice(0, 6 - unusedBits),
      unused: bits.slice(6 - unusedBits),
      /** The bytes that `atob()` reads. */
      lax: Array.from(atob(text), (byte) => byte.charCodeAt(0)),
      isTaken: attempt(() => decodeBase64(text)).problem === null,
    };
  });
}

/** Shows them, and which of them `lib/base64.ts` takes. */
export default function Aliases({ base64 }: { base64: string }) {
  const aliases = aliasesOf(base64);
  const [{ unused, lax }] = aliases;
  if (unused === "") {
    return (
      <p>
        The last group is full: all bits of the last symbol are in use, so it
        has no alias. Try an input with one byte more or less.
      </p>
    );
  }
  return (
    <>
      <p>
        The last symbol has {unused.length}{" "}
        bits that belong to no byte. A lax decoder ignores them:{" "}
        <code>atob()</code> reads each of these {aliases.length} endings as{" "}
        {lax.length === 1 ? "byte" : "bytes"}{" "}
        {lax.join(" ")}. That is bad for tokens: a server that keeps a list of
        ended tokens would not find the same one in another spelling.{" "}
        <code>lib/base64.ts</code>{" "}
        takes only the one whose unused bits are zero.
      </p>
      <ul class="aliases">
        {aliases.map(({ text, used, unused, isTaken }) => (
          <li key={text}>
            <code>{text}</code>{" "}
            <code>
              {used}
              <span class="unused">{unused}</span>
            </code>{" "}
            <span class={isTaken ? "held" : "failed"}>
              {isTaken ? "✓ taken" : "✗ refused"}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
