import { useComputed, useSignal } from "@preact/signals";
import ByteTable from "../components/learn/bytes/ByteTable.tsx";
import { fromHex, toHex } from "../components/learn/bytes/hex.ts";
import { refuseSize } from "../components/learn/limit.ts";
import Pager from "../components/learn/Pager.tsx";
import {
  findStarts,
  readCharacter,
} from "../components/learn/bytes/utf8_characters.ts";

const PAGE = 16;

/** Bytes to try. */
const EXAMPLES: [name: string, hex: string][] = [
  ["né€🚀", "6e c3 a9 e2 82 ac f0 9f 9a 80"],
  ["👩‍🚀, three code points", "f0 9f 91 a9 e2 80 8d f0 9f 9a 80"],
  ["Tab and new line", "61 09 62 0a"],
  ["No UTF-8: 255", "61 ff 62"],
  ["Half a character", "61 c3 62"],
];

const encoder = new TextEncoder();
// Without `ignoreBOM`, a byte order mark at the start would not be shown.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Text and its bytes; either can be typed. */
export default function LearnBytes() {
  const text = useSignal("Hi, né€🚀!");
  const hex = useSignal(toHex(encoder.encode(text.value)));
  const bytes = useSignal(encoder.encode(text.value));
  const problem = useSignal<string | null>(null);
  const start = useSignal(0);
  const starts = useComputed(() => findStarts(bytes.value));

  const show = (next: Uint8Array<ArrayBuffer>) => {
    problem.value = refuseSize(next.length);
    bytes.value = problem.value === null ? next : new Uint8Array();
    start.value = 0;
    return problem.value === null;
  };
  const typeText = (value: string) => {
    text.value = value;
    hex.value = show(encoder.encode(value)) ? toHex(bytes.value) : "";
  };
  const typeHex = (value: string) => {
    hex.value = value;
    try {
      text.value = show(fromHex(value)) ? decoder.decode(bytes.value) : "";
    } catch (error) {
      problem.value = (error as Error).message;
      bytes.value = new Uint8Array();
    }
  };
  const rows = starts.value.slice(start.value, start.value + PAGE)
    .map((start) => readCharacter(bytes.value, start));
  const again = encoder.encode(text.value);
  const isLossy = problem.value === null && (
    again.length !== bytes.value.length ||
    again.some((byte, i) => byte !== bytes.value[i])
  );
  return (
    <div class="workbench">
      <div class="buttons" role="group" aria-label="Bytes to try">
        {EXAMPLES.map(([name, hex]) => (
          <button
            key={name}
            type="button"
            onClick={() => typeHex(hex)}
          >
            {name}
          </button>
        ))}
      </div>
      <div class="pair">
        <label class="field">
          Text
          <textarea
            rows={4}
            spellcheck={false}
            value={text.value}
            onInput={(event) => typeText(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          Bytes, in hexadecimal
          <textarea
            rows={4}
            spellcheck={false}
            value={hex.value}
            onInput={(event) => typeHex(event.currentTarget.value)}
          />
        </label>
      </div>
      <p role="alert" class="problem">
        {problem.value ?? (isLossy
          ? "These bytes aren't UTF-8. A TextDecoder puts � where it can't read, and the text has other bytes now: what was there is lost. With { fatal: true } it throws instead."
          : null)}
      </p>
      <p role="status" class="counts">
        {starts.value.length.toLocaleString("en")} code points,{" "}
        {text.value.length.toLocaleString("en")} units of 16 bits (the string's
        {" "}
        <code>length</code>), {bytes.value.length.toLocaleString("en")} bytes
      </p>
      {rows.length > 0 && <ByteTable rows={rows} />}
      <Pager
        unit="characters"
        start={start}
        size={PAGE}
        total={starts.value.length}
      />
      <label class="field">
        The same bytes as a Uint8Array
        <textarea
          rows={3}
          readOnly
          value={`new Uint8Array([${bytes.value.join(", ")}])`}
        />
      </label>
    </div>
  );
}
