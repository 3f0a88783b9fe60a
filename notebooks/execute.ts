/**
 * Two ways to run a notebook: as Jupyter does, with Deno's kernel, and without
 * Jupyter, as one program.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { codeCells, type Notebook, printed } from "./notebook.ts";

/** What each code cell has printed, by the cell's id. */
export type Printed = Record<string, string>;

const FOLDER = new URL(".", import.meta.url);

/** Where Debian and pip put it: a command of its own. */
const NBCONVERT = "jupyter-nbconvert";

export async function hasJupyter(): Promise<boolean> {
  try {
    const { success } = await new Deno.Command(NBCONVERT, {
      args: ["--version"],
    }).output();
    return success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** What is stored. */
export function storedOutput(notebook: Notebook): Printed {
  return Object.fromEntries(
    codeCells(notebook).map((cell) => [cell.id, printed(cell)]),
  );
}

/**
 * Runs the cells one after the other as one program, which is type-checked and
 * has no permission.
 */
export async function runWithDeno(notebook: Notebook): Promise<Printed> {
  const cells = codeCells(notebook);
  const end = `\0${crypto.randomUUID()}`;
  const program = cells.map(({ source }) =>
    `${source.join("")}\nconsole.log(${JSON.stringify(end)});\n`
  ).join("");
  const stdout = await run(
    Deno.execPath(),
    ["run", "--check", "--no-prompt", "--quiet", "--ext=ts", "-"],
    program,
  );
  const outputs = stdout.split(`${end}\n`);
  return Object.fromEntries(cells.map(({ id }, i) => [id, outputs[i]]));
}

/**
 * Runs the cells with Deno's kernel, which Jupyter's nbconvert starts.
 *
 * It tries again, and gives cells more time, if the outcome isn't `expected`:
 * another process may take a port that was picked for the kernel, and nbconvert
 * drops what a cell prints if it comes after the news that the cell is done.
 */
export async function runWithJupyter(
  notebook: Notebook,
  expected: Printed,
): Promise<Printed> {
  for (const pause of [50, 500]) {
    try {
      const printed = await runOnce(notebook, pause);
      if (JSON.stringify(printed) === JSON.stringify(expected)) return printed;
    } catch {
      // The last try tells.
    }
  }
  return await runOnce(notebook, 2000);
}

/** @param pause Milliseconds that each cell waits before it ends. */
async function runOnce(notebook: Notebook, pause: number): Promise<Printed> {
  const data = await Deno.makeTempDir({ prefix: "auth-ladder-" });
  // Imports are relative to the notebook's folder.
  const copy = await Deno.makeTempFile({
    dir: fileURLToPath(FOLDER),
    suffix: ".ipynb",
  });
  try {
    await installKernel(data);
    await Deno.writeTextFile(copy, JSON.stringify(withPauses(notebook, pause)));
    const stdout = await run(
      NBCONVERT,
      ["--to=notebook", "--execute", "--stdout", copy],
      "",
      { JUPYTER_DATA_DIR: data },
    );
    return storedOutput(JSON.parse(stdout));
  } finally {
    await Deno.remove(copy);
    await Deno.remove(data, { recursive: true });
  }
}

async function installKernel(data: string): Promise<void> {
  const folder = `${data}/kernels/deno`;
  await Deno.mkdir(folder, { recursive: true });
  const argv = ["jupyter", "--kernel", "--conn", "{connection_file}"];
  await Deno.writeTextFile(
    `${folder}/kernel.json`,
    JSON.stringify({
      argv: [Deno.execPath(), ...argv],
      display_name: "Deno",
      language: "typescript",
    }),
  );
}

function withPauses(notebook: Notebook, pause: number): Notebook {
  const wait = `\nawait new Promise((done) => setTimeout(done, ${pause}));`;
  const copy = structuredClone(notebook);
  for (const cell of codeCells(copy)) {
    cell.source.push(wait);
    cell.outputs = [];
  }
  return copy;
}

async function run(
  command: string,
  args: string[],
  stdin: string,
  env: Record<string, string> = {},
): Promise<string> {
  const child = new Deno.Command(command, {
    args,
    cwd: FOLDER,
    env: { NO_COLOR: "1", ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(stdin));
  await writer.close();
  const { success, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(decoder.decode(stderr));
  return decoder.decode(stdout);
}
