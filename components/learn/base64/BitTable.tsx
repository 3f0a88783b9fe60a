import type { ComponentChild } from "preact";
import { glyphOf } from "../bytes/characters.ts";
import { explainEncode } from "./base64_steps.ts";

interface BitTableProps {
  /** One, two or three bytes. */
  bytes: Uint8Array;
  /** Which the first of them is in the whole input, counted from 1. */
  first: number;
}

/**
 * Up to three bytes, and below them their bits and the symbols of these, so
 * that what belongs together is one below the other. Each byte has a colour,
 * which its bits and its symbols have too.
 */
export default function BitTable({ bytes, first }: BitTableProps) {
  const { eights, sixes, numbers, text } = explainEncode(bytes, "base64");
  const { symbols } = explainEncode(bytes, "base64url");
  const last = first + bytes.length - 1;
  return (
    <table class="bits" data-bytes={bytes.length}>
      <caption>
        {first === last ? `Byte ${first}` : `Bytes ${first} to ${last}`}
      </caption>
      <colgroup>
        <col class="names" />
        <col span={24} />
      </colgroup>
      <tbody>
        <Row name="bytes" width={8} cells={Array.from(bytes, nameByte)} />
        <Row name="bits" width={8} cells={eights.map(colour)} />
        <Row name="in sixes" width={6} cells={sixes.map(colour)} />
        <Row name="numbers" width={6} cells={numbers} />
        <Row name="base64" width={6} cells={[...text]} />
        <Row
          name="base64url"
          width={6}
          cells={symbols.map((symbol, i) =>
            symbol === text[i] ? symbol : <b key={i}>{symbol}</b>
          )}
        />
      </tbody>
    </table>
  );

  /** The bits of a cell, those of each byte and the unused ones apart. */
  function colour(bits: string, cell: number) {
    return [...bits].map((bit, i) => {
      const byte = Math.floor((cell * bits.length + i) / 8);
      const kind = byte < bytes.length ? `byte-${byte + 1}` : "unused";
      return <span key={i} class={kind}>{bit}</span>;
    });
  }
}

interface RowProps {
  name: string;
  /** How many bits a cell is wide. */
  width: number;
  cells: ComponentChild[];
}

function Row({ name, width, cells }: RowProps) {
  return (
    <tr class={`of-${width}`}>
      <th scope="row">{name}</th>
      {cells.map((cell, i) => <td key={i} colSpan={width}>{cell}</td>)}
    </tr>
  );
}

/** A byte as a number, with its character if it is ASCII. */
function nameByte(byte: number): string {
  return byte < 128 ? `${glyphOf(byte)} ${byte}` : `${byte}`;
}
