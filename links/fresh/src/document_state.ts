/**
 * The document that is being rendered. Rendering is synchronous, so there is
 * one at a time.
 *
 * @module
 */
import type { VNode } from "preact";
import type { Build, Island } from "./build.ts";

/** A node of whatever type. */
// deno-lint-ignore no-explicit-any
export type AnyVNode = VNode<any>;

/** A place where an island is: which one, its props and its key. */
export type IslandCall = [
  index: number,
  props: Record<string, unknown>,
  key: unknown,
];

export interface DocumentState {
  nonce: string;
  url: URL;
  basePath: string;
  build: Build;
  /** The islands of the page, each with its index. */
  islands: Map<Island, number>;
  calls: IslandCall[];
  /** What was passed to islands as JSX, null as soon as it is rendered. */
  slots: unknown[];
  inIsland: boolean;
  inHead: boolean;
  /** What `Head` collected, by what makes an element unique. */
  head: Map<string, AnyVNode>;
  /** Of html, head, body and script: what is in the page already. */
  tags: Set<string>;
}

export let current: DocumentState | null = null;

export function setCurrent(state: DocumentState | null): void {
  current = state;
}
