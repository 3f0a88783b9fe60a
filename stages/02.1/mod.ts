/**
 * Rung 2.1: the to-do list without a lock, as plain strings.
 *
 * @module
 */
import type { Stage } from "../../lib/state.ts";
import { createTodos } from "./todos.ts";

export const stage: Stage = {
  id: "2.1",
  name: "To-do, plain list",
  lesson:
    "The baseline: anyone can do anything, and a position is a poor name for a thing.",
  credential: null,
  insecure: true,
  app: "todos",
  create: createTodos,
};
