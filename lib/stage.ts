/**
 * What a rung of the ladder is. The rungs themselves are in `stages/`.
 *
 * @module
 */
import type { Middleware } from "fresh";
import type { State } from "./state.ts";
import type { TodoPage } from "./todos.ts";

/** Where a browser keeps the credential. */
export type CredentialPlace = "url" | "localStorage" | "cookie";

export interface Stage {
  /** As in `--stage=2.1`. */
  id: string;
  name: string;
  /** What the rung teaches, in one sentence. */
  lesson: string;
  /** Null where there is nothing to log in to. */
  credential: CredentialPlace | null;
  /** Holes on purpose: kept off hosts that others can reach. */
  insecure: boolean;
  app: "missile" | "todos";
  /** Made once for each server: a rung may keep something in memory. */
  create(): Rung;
}

/** A rung at work. */
export interface Rung {
  /** The locked door: finds the user, or answers 401. */
  authenticate?: Middleware<State>;
  /** What the page shows first: the to-dos, or texts on rung 2.1. */
  todos?: (state: State) => FirstTodos | Promise<FirstTodos>;
  routes: Routes;
}

/** The to-dos that a page starts with, or a first part of them. */
export type FirstTodos = TodoPage | { todos: string[]; next?: undefined };

/** The API: what runs, in order, for each method and path. */
export type Routes = Record<
  `${"GET" | "POST"} /${string}`,
  Middleware<State>[]
>;
