import type { Base64Variant } from "../../../lib/base64.ts";
import { decodeUtf8 } from "../../../lib/utf8.ts";
import type { Base64Steps } from "./base64_steps.ts";

interface StepListProps {
  steps: Base64Steps;
  variant: Base64Variant;
  direction: "encode" | "decode";
}

/** The steps of `base64_steps.ts`, in either direction. */
export default function StepList(props: StepListProps) {
  const { steps, variant, direction } = props;
  const { bytes, bits, sixes, numbers, symbols, unusedBits, text } = steps;
  const unused = "0".repeat(unusedBits);
  const inEights = bits.replace(/.{8}(?=.)/g, "$& ");
  const inSixes = sixes.join(" ").slice(0, sixes.length * 7 - 1 - unusedBits);
  const zeros = unusedBits === 0 ? "" : ", the last filled up with zeros";
  const leftOver = unusedBits === 0 ? "" : "; what is left over must be 0";
  const padded = variant === "base64"
    ? "Padding makes the last group four long"
    : "base64url adds no padding";
  // What is done, its result, and the unused bits at the end of that.
  const lines: [string, string, string?][] = direction === "encode"
    ? [
      ["The bytes as numbers", bytes.join(" ")],
      ["Each as eight bits", inEights],
      [`Cut every six bits${zeros}`, inSixes, unused],
      ["Each six as a number from 0 to 63", numbers.join(" ")],
      [`Each number's symbol in ${variant}`, symbols.join(" ")],
      [padded, text],
    ]
    : [
      ["The text without its padding", symbols.join("")],
      [`Each symbol's number in ${variant}`, numbers.join(" ")],
      ["Each number as six bits", inSixes, unused],
      [`Joined, and cut every eight bits${leftOver}`, `${inEights} `, unused],
      ["Each eight as a byte", bytes.join(" ")],
      ["The bytes as UTF-8, if they are", asText(bytes)],
    ];
  return (
    <ol class="learn-steps">
      {lines.map(([name, result, unused]) => (
        <li key={name}>
          {name}
          <code>
            {result}
            <span class="unused">{unused}</span>
          </code>
        </li>
      ))}
    </ol>
  );
}

function asText(bytes: number[]): string {
  try {
    return JSON.stringify(decodeUtf8(Uint8Array.from(bytes)));
  } catch {
    return "They aren't UTF-8, or a character is cut in two.";
  }
}
