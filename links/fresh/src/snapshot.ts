/**
 * What a build gives to an app: its file routes, islands and files.
 *
 * @module
 */
import type { ComponentType } from "preact";
import type { App } from "./app.ts";
import type { FileRoute } from "./file_routes.ts";
import { SNAPSHOT } from "./frame.ts";

/** A component that is alive in the browser as well. */
export interface Island {
  /** The file that a browser imports, below the build's JavaScript path. */
  chunk: string;
  /** The name of the export in it. */
  exportName: string;
}

export interface StaticFile {
  content: Uint8Array<ArrayBuffer>;
  contentType: string;
  /** Null where the file may change while it is served. */
  hash: string | null;
}

export interface Snapshot {
  root: string;
  islands: Map<ComponentType, Island>;
  routes: FileRoute[];
  /** In development a page reloads when the server comes back. */
  reload: boolean;
  read(pathname: string): Promise<StaticFile | null>;
}

/** For an app without a build. */
export const NO_SNAPSHOT: Snapshot = {
  root: ".",
  islands: new Map(),
  routes: [],
  reload: false,
  read: () => Promise.resolve(null),
};

/** Each exported function of an island file is an island. */
export function addIslands(
  islands: Snapshot["islands"],
  chunk: string,
  module: Record<string, unknown>,
): void {
  for (const [exportName, value] of Object.entries(module)) {
    if (typeof value === "function") {
      islands.set(value as ComponentType, { chunk, exportName });
    }
  }
}

/** Gives `app` its build. */
export function attach<State>(
  app: App<State>,
  snapshot: Snapshot,
  mode: "development" | "production",
): void {
  app[SNAPSHOT] = snapshot;
  app.config.root = snapshot.root;
  app.config.mode = mode;
}
