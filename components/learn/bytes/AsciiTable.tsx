import { glyphOf, isControl } from "./characters.ts";

const COLUMNS = [0, 1, 2, 3, 4, 5, 6, 7];
const ROWS = Array.from({ length: 16 }, (_, i) => i);

const hex = (number: number) => number.toString(16);

/** ASCII, a column for each upper three bits, a row for each lower four. */
export default function AsciiTable() {
  return (
    <table class="ascii">
      <thead>
        <tr>
          <td></td>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">{hex(column)}_</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ROWS.map((row) => (
          <tr key={row}>
            <th scope="row">_{hex(row)}</th>
            {COLUMNS.map((column) => {
              const point = column * 16 + row;
              return (
                <td key={column} class={isControl(point) ? "control" : ""}>
                  {glyphOf(point)}
                  <small>{point}</small>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
