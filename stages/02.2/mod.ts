/**
 * Rung 2.2: the to-do list without a lock, as objects with ids.
 *
 * @module
 */
import type { Stage } from "../../lib/state.ts";
import { createTodos } from "./todos.ts";

export const stage: Stage = {
  id: "2.2",
  name: "To-do, Todo class",
  lesson:
    "The same with identity: an id stays with its to-do, whatever happens to the others.",
  credential: null,
  insecure: true,
  app: "todos",
  create: createTodos,
};
