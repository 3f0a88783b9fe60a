import type { Utf8Character } from "./utf8_characters.ts";
import { escapeOf, glyphOf, isControl, nameOf } from "./characters.ts";

/** Characters, and under each other the bytes that each has. */
export default function ByteTable({ rows }: { rows: Utf8Character[] }) {
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
        {rows.map((row) => <Rows key={row.start} row={row} />)}
      </table>
    </div>
  );
}

function Rows({ row: { bytes, point } }: { row: Utf8Character }) {
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
          <td>{byte.toString(16).padStart(2, "0")}</td>
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
  const glyph = <span class="glyph">{glyphOf(point)}</span>;
  return (
    <>
      {isControl(point) ? <small>{glyph}</small> : glyph}{" "}
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
