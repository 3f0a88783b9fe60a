/**
 * The ladder: its rungs, bottom up. This is the only list of them.
 *
 * @module
 */
import type { Stage } from "../lib/state.ts";
import { stage as stage1 } from "./01/mod.ts";
import { stage as stage2_1 } from "./02.1/mod.ts";
import { stage as stage2_2 } from "./02.2/mod.ts";
import { stage as stage3 } from "./03/mod.ts";
import { stage as stage4 } from "./04/mod.ts";
import { stage as stage5 } from "./05/mod.ts";
import { stage as stage6 } from "./06/mod.ts";
import { stage as stage7 } from "./07/mod.ts";
import { stage as stage8 } from "./08/mod.ts";

export const stages: readonly Stage[] = [
  stage1,
  stage2_1,
  stage2_2,
  stage3,
  stage4,
  stage5,
  stage6,
  stage7,
  stage8,
];
