/**
 * The notebooks print what is stored in them, with Deno alone and, where it is
 * installed, with Jupyter.
 *
 * @module
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import {
  hasJupyter,
  runWithDeno,
  runWithJupyter,
  storedOutput,
} from "./execute.ts";
import { codeCells, NOTEBOOKS, readNotebook } from "./notebook.ts";

const jupyter = await hasJupyter();

for (const name of NOTEBOOKS) {
  Deno.test(`${name}.ipynb, run with Deno, prints what is stored`, async () => {
    const notebook = await readNotebook(name);
    assertEquals(await runWithDeno(notebook), storedOutput(notebook));
  });

  Deno.test({
    name: `${name}.ipynb, run with Jupyter, prints what is stored`,
    ignore: !jupyter,
    fn: async () => {
      const notebook = await readNotebook(name);
      const stored = storedOutput(notebook);
      assertEquals(await runWithJupyter(notebook, stored), stored);
    },
  });

  Deno.test(`${name}.ipynb is a notebook for Deno's kernel`, async () => {
    const notebook = await readNotebook(name);
    assertEquals([notebook.nbformat, notebook.nbformat_minor], [4, 5]);
    assertEquals(notebook.metadata.kernelspec, {
      display_name: "Deno",
      language: "typescript",
      name: "deno",
    });
    const ids = notebook.cells.map(({ id }) => id);
    assertEquals(new Set(ids).size, ids.length);
    for (const id of ids) assertMatch(id, /^[a-z][a-z0-9-]{0,63}$/);
    for (const { id, outputs, execution_count } of codeCells(notebook)) {
      assert(execution_count !== null, id);
      assertEquals(outputs.length, 1, `${id} prints nothing`);
    }
  });
}
