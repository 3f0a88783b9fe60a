import { decodeUtf8 } from "../../lib/utf8.ts";
import { attempt, checkSize } from "./input.ts";

/** A way to write bytes. */
export interface Notation {
  name: string;
  /** Throws if the text isn't written in this way. */
  read: (text: string) => Uint8Array<ArrayBuffer>;
  write: (bytes: Uint8Array) => string;
}

const encoder = new TextEncoder();
// Without `ignoreBOM`, a byte order mark at the start would not be shown.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export const TEXT: Notation = {
  name: "Text",
  read: (text) => encoder.encode(text),
  write: (bytes) => decoder.decode(bytes),
};

const NOT_UTF8 =
  "These bytes aren't UTF-8. A TextDecoder puts � where it can't read, and the text has other bytes than these: what was there is lost. With { fatal: true } it throws instead.";

/** What somebody typed last, and in which notation. */
export interface Typed {
  notation: Notation;
  text: string;
}

/** The bytes that were typed, or none and what is wrong. */
export function readBytes({ notation, text }: Typed) {
  const { value, problem } = attempt(() => {
    const bytes = notation.read(text);
    checkSize(bytes.length);
    return bytes;
  });
  return { bytes: value ?? new Uint8Array(), problem };
}

interface BytesInputProps {
  notations: Notation[];
  typed: Typed;
  /** What {@linkcode readBytes} says to it. */
  read: ReturnType<typeof readBytes>;
  onType: (typed: Typed) => void;
}

/** The same bytes in several notations. Each can be typed. */
export default function BytesInput(
  { notations, typed, read: { bytes, problem }, onType }: BytesInputProps,
) {
  const isText = attempt(() => decodeUtf8(bytes)).problem === null;
  return (
    <>
      <div class="pair">
        {notations.map((notation) => (
          <label key={notation.name} class="field">
            {notation.name}
            <textarea
              rows={4}
              spellcheck={false}
              value={notation === typed.notation
                ? typed.text
                : notation.write(bytes)}
              onInput={({ currentTarget: { value } }) =>
                onType({ notation, text: value })}
            />
          </label>
        ))}
      </div>
      <p role="alert" class="problem">
        {problem ?? (isText ? null : NOT_UTF8)}
      </p>
    </>
  );
}
