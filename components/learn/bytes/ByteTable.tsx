import { escapeOf, glyphOf, isControl, nameOf } from "./characters.ts";
import { toHex } from "./hex.ts";
import { readPoint } from "./utf8_characters.ts";

interface ByteTableProps {
  /** The bytes of each. */
  characters: Uint8Array[];
}

/** Characters, and under each other the bytes that each has. */
export default function ByteTable({ characters }: ByteTableProps) {
  return (
    <div
      class="learn-scroll"
      role="region"
      aria-label="Characters and their bytes"
      tabIndex={0}
    >
      <table class="bytes">
        <thead>
          <tr>
            <th>Character</th>
            <th>Decimal</th>
            <th>Hex</th>
            <th>Binary</th>
          </tr>
        </thead>
        {characters.map((bytes, i) => <Character key={i} bytes={bytes} />)}
      </table>
    </div>
  );
}

function Character({ bytes }: { bytes: Uint8Array }) {
  const point = readPoint(bytes);
  return (
    <tbody class={point === null ? "failed" : undefined}>
      {Array.from(bytes, (byte, i) => (
        <tr key={i}>
          {i === 0 && (
            <th scope="rowgroup" rowSpan={bytes.length}>
              <Name point={point} />
            </th>
          )}
          <td>{byte}</td>
          <td>{toHex([byte])}</td>
          <td>
            <Bits byte={byte} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}

function Name({ point }: { point: number | null }) {
  if (point === null) {
    return (
      <>
        � <small>not UTF-8</small>
      </>
    );
  }
  return (
    <>
      <span class={isControl(point) ? undefined : "glyph"}>
        {glyphOf(point)}
      </span>{" "}
      <small>
        {nameOf(point)} <code>{escapeOf(point)}</code>
      </small>
    </>
  );
}

/** The bits that say how long a character is are marked. */
function Bits({ byte }: { byte: number }) {
  const bits = byte.toString(2).padStart(8, "0");
  const length = byte < 0x80 ? 0 : bits.indexOf("0") + 1;
  return (
    <code>
      <span class="prefix">{bits.slice(0, length)}</span>
      {bits.slice(length)}
    </code>
  );
}
