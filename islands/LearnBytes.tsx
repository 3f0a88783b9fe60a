import { useComputed, useSignal } from "@preact/signals";
import BytesInput, {
  type Notation,
  readBytes,
  TEXT,
  type Typed,
} from "../components/learn/BytesInput.tsx";
import ByteTable from "../components/learn/bytes/ByteTable.tsx";
import { fromHex, toHex } from "../components/learn/bytes/hex.ts";
import { findStarts } from "../components/learn/bytes/utf8_characters.ts";
import Pager from "../components/learn/Pager.tsx";

const HEX: Notation = {
  name: "Bytes, in hexadecimal",
  read: fromHex,
  write: toHex,
};

/** Characters that are shown at once. */
const PAGE = 16;

/** Bytes to try. */
const EXAMPLES: [name: string, hex: string][] = [
  ["né€🚀", "6e c3 a9 e2 82 ac f0 9f 9a 80"],
  ["👩‍🚀, three code points", "f0 9f 91 a9 e2 80 8d f0 9f 9a 80"],
  ["Tab and new line", "61 09 62 0a"],
  ["No UTF-8: 255", "61 ff 62"],
  ["Half a character", "61 c3 62"],
];

/** Text and its bytes; either can be typed. */
export default function LearnBytes() {
  const typed = useSignal<Typed>({ notation: TEXT, text: "Hi, né€🚀!" });
  const read = useComputed(() => readBytes(typed.value));
  const starts = useComputed(() => findStarts(read.value.bytes));
  const start = useSignal(0);

  const type = (next: Typed) => {
    typed.value = next;
    start.value = 0;
  };
  const { bytes } = read.value;
  const total = starts.value.length;
  const characters = starts.value.slice(start.value, start.value + PAGE)
    .map((from, i) => bytes.subarray(from, starts.value[start.value + i + 1]));
  const units = TEXT.write(bytes).length;
  return (
    <div class="workbench">
      <div class="buttons" role="group" aria-label="Bytes to try">
        {EXAMPLES.map(([name, text]) => (
          <button
            key={name}
            type="button"
            onClick={() => type({ notation: HEX, text })}
          >
            {name}
          </button>
        ))}
      </div>
      <BytesInput
        notations={[TEXT, HEX]}
        typed={typed.value}
        read={read.value}
        onType={type}
      />
      <p role="status" class="counts">
        {total.toLocaleString("en")} code points, {units.toLocaleString("en")}
        {" "}
        units of 16 bits (the string's <code>length</code>),{" "}
        {bytes.length.toLocaleString("en")} bytes
      </p>
      {total > 0 && <ByteTable characters={characters} />}
      <Pager unit="characters" start={start} size={PAGE} total={total} />
      <label class="field">
        The same bytes as a Uint8Array
        <textarea
          rows={3}
          readOnly
          value={`new Uint8Array([${bytes.join(", ")}])`}
        />
      </label>
    </div>
  );
}
