/**
 * Runs the notebooks and compares what they print with what is stored; with
 * `--write`, stores it.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import {
  hasJupyter,
  type Printed,
  runWithDeno,
  runWithJupyter,
  storedOutput,
} from "./execute.ts";
import {
  codeCells,
  type Notebook,
  notebookFile,
  NOTEBOOKS,
  readNotebook,
  toLines,
} from "./notebook.ts";

const jupyter = await hasJupyter();
if (!jupyter) console.log("Jupyter is not here: with Deno only.");

for (const name of NOTEBOOKS) {
  const notebook = await readNotebook(name);
  const outputs = await runWithDeno(notebook);
  if (jupyter) {
    const printed = await runWithJupyter(notebook, outputs);
    assertEquals(printed, outputs, `${name}: Jupyter`);
  }
  if (Deno.args.includes("--write")) {
    store(notebook, outputs);
    const json = JSON.stringify(notebook, null, 1);
    await Deno.writeTextFile(notebookFile(name), `${json}\n`);
  }
  assertEquals(storedOutput(notebook), outputs, `${name}: what is stored`);
  console.log(`${name}: as stored`);
}

function store(notebook: Notebook, outputs: Printed): void {
  for (const cell of notebook.cells) {
    // `deno fmt --check` refuses a cell without a line's end at its end.
    cell.source = toLines(`${cell.source.join("").trimEnd()}\n`);
  }
  codeCells(notebook).forEach((cell, i) => {
    const text = toLines(outputs[cell.id]);
    cell.execution_count = i + 1;
    cell.outputs = text.length === 0
      ? []
      : [{ name: "stdout", output_type: "stream", text }];
  });
}
