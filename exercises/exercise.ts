/**
 * What an exercise is: a mistake in the code, someone who complains about what
 * it does, and the rows of the matrix that tell when it is right again.
 *
 * @module
 */
import type { Patch } from "../attacks/defences/defence.ts";

export interface Exercise {
  /** Its folder, such as `01-deleted-by-someone-else`. */
  name: string;
  /** The rung it is about. */
  stage: string;
  /** What someone says who uses the lab. */
  complaint: string;
  /** The attacks that work as long as the mistake is there. */
  rows: string[];
  /** Whether one of them takes a browser. */
  browser?: boolean;
  /** What makes the tree wrong. The files as they were are a model solution. */
  mistake: Patch[];
  /** Where to look, and then what for. */
  hints: string[];
  /** Said after success. */
  explanation: string;
}
