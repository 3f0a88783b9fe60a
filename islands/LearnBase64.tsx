import { useComputed, useSignal } from "@preact/signals";
import {
  decodeBase64,
  decodeBase64Url,
  encodeBase64,
  encodeBase64Url,
} from "../lib/base64.ts";
import Aliases from "../components/learn/base64/Aliases.tsx";
import BitTable from "../components/learn/base64/BitTable.tsx";
import BytesInput, {
  type Notation,
  readBytes,
  TEXT,
  type Typed,
} from "../components/learn/BytesInput.tsx";
import Pager from "../components/learn/Pager.tsx";

const NOTATIONS: Notation[] = [
  TEXT,
  { name: "base64", read: decodeBase64, write: encodeBase64 },
  { name: "base64url", read: decodeBase64Url, write: encodeBase64Url },
];

/** Bytes that are shown at once: whole groups of three. */
const PAGE = 12;

/** Base64 in both directions, with all that is between bytes and text. */
export default function LearnBase64() {
  const typed = useSignal<Typed>({ notation: TEXT, text: "is it ok?!" });
  const read = useComputed(() => readBytes(typed.value));
  const start = useSignal(0);
  const { bytes } = read.value;
  const shown = bytes.subarray(start.value, start.value + PAGE);
  const groups = Array.from(
    { length: Math.ceil(shown.length / 3) },
    (_, i) => shown.subarray(i * 3, i * 3 + 3),
  );
  return (
    <div class="workbench">
      <BytesInput
        notations={NOTATIONS}
        typed={typed.value}
        read={read.value}
        onType={(next) => {
          typed.value = next;
          start.value = 0;
        }}
      />
      {bytes.length > 0 && (
        <>
          <h2 id="bits">Bit by bit</h2>
          <p>
            Encoding goes from top to bottom, decoding from bottom to top. Each
            byte has a colour, and a line of its own under its bits. The first
            symbol holds six bits of the first byte; the second holds the other
            two, and four of the second byte; the third holds its other four,
            and two of the third byte; the fourth holds the rest. Dashed bits
            are unused. A framed symbol is one that base64url has in place of
            another.
          </p>
          <div class="bit-tables">
            {groups.map((group, i) => (
              <BitTable
                key={i}
                bytes={group}
                first={start.value + i * 3 + 1}
              />
            ))}
          </div>
          <Pager
            unit="bytes"
            start={start}
            size={PAGE}
            total={bytes.length}
          />
          <h2 id="aliases">Aliases of the last symbol</h2>
          <Aliases base64={encodeBase64(bytes)} />
        </>
      )}
    </div>
  );
}
