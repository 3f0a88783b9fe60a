/**
 * What a page is rendered into, and where a context keeps what is not public.
 *
 * @module
 */
import type { RouteComponent } from "./types.ts";

/** The outermost component and the layouts in it, outside first. */
export interface Frame<State> {
  app: RouteComponent<State> | null;
  layouts: RouteComponent<State>[];
}

export const FRAME = Symbol("frame");
export const SNAPSHOT = Symbol("snapshot");
