/**
 * A defence: lines of the source that keep attackers out, and what they would
 * be without it. An attack that a rung withstands names its defences. `deno task
 * mutate` takes them away, and the attack must then work.
 *
 * @module
 */
import type { Mark } from "../runner/code_line.ts";

/** A change of one file. */
export interface Patch {
  file: string;
  /** What is there, white space aside; all of it is replaced. */
  from: string;
  /** What is there instead. `$&` stands for what was there. */
  to: string;
}

export interface Defence {
  /** For the command line. */
  id: string;
  /** What is gone without it, such as "HttpOnly". */
  name: string;
  patches: Patch[];
}

export function defence(
  id: string,
  name: string,
  ...patches: Patch[]
): Defence {
  return { id, name, patches };
}

export function patch(file: string, from: string, to: string): Patch {
  return { file, from, to };
}

/** Where defences are, as far as a rung is concerned. */
export function marksOf(defences: Defence[], stage: string): Mark[] {
  return defences.flatMap(({ patches }) => patches)
    .filter(({ file }) => {
      const [, folder] = /^stages\/([\d.]+)\//.exec(file) ?? [];
      return folder === undefined || Number(folder) === Number(stage);
    })
    .map(({ file, from }) => ({ file, text: from }));
}
