/**
 * The exercises, in the order in which to do them.
 *
 * @module
 */
import { exercise as exercise01 } from "./01-deleted-by-someone-else/exercise.ts";
import { exercise as exercise02 } from "./02-logged-out-and-still-in/exercise.ts";
import { exercise as exercise03 } from "./03-the-script-that-read-cookies/exercise.ts";
import { exercise as exercise04 } from "./04-the-lost-backup/exercise.ts";
import { exercise as exercise05 } from "./05-two-logins-one-browser/exercise.ts";
import { exercise as exercise06 } from "./06-signed-by-nobody/exercise.ts";
import { exercise as exercise07 } from "./07-good-for-a-year/exercise.ts";
import { exercise as exercise08 } from "./08-renewed-for-ever/exercise.ts";
import type { Exercise } from "./exercise.ts";

export const exercises: readonly Exercise[] = [
  exercise01,
  exercise02,
  exercise03,
  exercise04,
  exercise05,
  exercise06,
  exercise07,
  exercise08,
];
