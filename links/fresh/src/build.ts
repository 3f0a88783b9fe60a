/**
 * What a build gives to an app: its file routes, its islands and its files.
 *
 * @module
 */
import type { ComponentType } from "preact";
import { extname, join } from "node:path";
import type { App } from "./app.ts";
import { setBuildId } from "./build_id.ts";
import type { FileRoute } from "./file_routes.ts";

/** The same as plain data: what `_fresh/snapshot.js` exports. */
export interface Snapshot {
  buildId: string;
  routes: FileRoute[];
  islands: { chunk: string; module: Record<string, unknown> }[];
  /** Whether pages reload when the server was restarted. */
  reload?: boolean;
  /** By URL. What has no hash may change while it is served. */
  files: Record<string, {
    path?: string;
    content?: Uint8Array<ArrayBuffer>;
    hash: string | null;
  }>;
}

/** A component that is alive in the browser as well. */
export interface Island {
  /** The script that exports it, below the build's path. */
  chunk: string;
  exportName: string;
}

export interface StaticFile {
  content: Uint8Array<ArrayBuffer>;
  contentType: string;
  hash: string | null;
}

export interface Build {
  routes: FileRoute[];
  reload?: boolean;
  islands: Map<ComponentType, Island>;
  read(url: string): Promise<StaticFile | null>;
}

export const BUILD = Symbol("build");

export const NO_BUILD: Build = {
  routes: [],
  islands: new Map(),
  read: () => Promise.resolve(null),
};

/** Gives `app` the build that `snapshot` describes. */
export function attach<State>(
  app: App<State>,
  snapshot: Snapshot,
  root: string,
  mode: "development" | "production",
): void {
  setBuildId(snapshot.buildId);
  const islands: Build["islands"] = new Map();
  for (const { chunk, module } of snapshot.islands) {
    for (const [exportName, value] of Object.entries(module)) {
      if (typeof value !== "function") continue;
      islands.set(value as ComponentType, { chunk, exportName });
    }
  }
  async function read(url: string): Promise<StaticFile | null> {
    if (!Object.hasOwn(snapshot.files, url)) return null;
    const file = snapshot.files[url];
    const content = file.content ??
      await Deno.readFile(join(root, file.path!));
    if (file.hash !== null) file.content = content;
    const contentType = TYPES[extname(url)] ?? "text/plain";
    return { content, contentType, hash: file.hash };
  }
  const { routes, reload } = snapshot;
  app[BUILD] = { routes, reload, islands, read };
  app.config.root = root;
  app.config.mode = mode;
}

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=UTF-8",
  ".gif": "image/gif",
  ".html": "text/html; charset=UTF-8",
  ".ico": "image/vnd.microsoft.icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=UTF-8",
  ".json": "application/json; charset=UTF-8",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=UTF-8",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};
