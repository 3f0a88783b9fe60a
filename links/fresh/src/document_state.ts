/**
 * The document that is being rendered. Rendering is synchronous, so there is
 * one at a time.
 *
 * @module
 */
import type { VNode } from "preact";
import type { Context } from "./context.ts";
import { SNAPSHOT } from "./frame.ts";
import type { Island, Snapshot } from "./snapshot.ts";

/** A node of whatever type. */
// deno-lint-ignore no-explicit-any
export type AnyVNode = VNode<any>;

/** An island's place in the page: which one, its props and its key. */
export type IslandCall = [
  index: number,
  props: Record<string, unknown>,
  key: unknown,
];

export class DocumentState {
  readonly nonce: string = crypto.randomUUID().replaceAll("-", "");
  readonly url: URL;
  readonly basePath: string;
  readonly snapshot: Snapshot;

  /** The islands of the page, each with its index. */
  readonly islands: Map<Island, number> = new Map();
  readonly calls: IslandCall[] = [];
  /** Children of islands, each null as soon as it is rendered. */
  readonly slots: unknown[] = [];
  inIsland = false;

  /** What `Head` collected, by what makes an element unique. */
  readonly head: Map<string, AnyVNode> = new Map();
  /** The tags of the document that the app has rendered itself. */
  readonly tags: Set<string> = new Set();
  hasScripts = false;

  // deno-lint-ignore no-explicit-any
  constructor(ctx: Context<any>) {
    this.url = ctx.url;
    this.basePath = ctx.config.basePath;
    this.snapshot = ctx[SNAPSHOT];
  }
}

export let current: DocumentState | null = null;

export function setCurrent(state: DocumentState | null): void {
  current = state;
}
