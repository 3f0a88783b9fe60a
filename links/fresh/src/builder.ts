/**
 * The builder: from a project's folders to what an app is served with.
 *
 * @module
 */
import { isAbsolute, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { App, type ListenOptions } from "./app.ts";
import { BUILD_ID } from "./build_id.ts";
import { bundle } from "./bundle.ts";
import { crawl, crawlStatic } from "./crawl.ts";
import { writeBuild } from "./disk.ts";
import { reload } from "./live_reload.ts";
import { contentTypeOf } from "./media_types.ts";
import {
  addIslands,
  attach,
  type Snapshot,
  type StaticFile,
} from "./snapshot.ts";

export interface BuildOptions {
  /** What the other paths are relative to. Default: the current folder. */
  root?: string;
  /** Where a build is written to. Default: `_fresh`. */
  outDir?: string;
  /** Default: `static`. */
  staticDir?: string | string[];
  /** Default: `islands`. */
  islandDir?: string;
  /** Default: `routes`. */
  routeDir?: string;
  /** The module that exports `app`. Default: `main.ts`. */
  serverEntry?: string;
  /** esbuild's `target`. */
  target?: string | string[];
  /** Files that are no routes or islands. Default: tests. */
  ignore?: RegExp[];
}

type Mode = "development" | "production";

// deno-lint-ignore no-explicit-any
export class Builder<State = any> {
  config: Required<BuildOptions> & { staticDir: string[]; mode: Mode };

  constructor(options: BuildOptions = {}) {
    const root = resolve(toPath(options.root ?? "."));
    const at = (path: string) => {
      const local = toPath(path);
      return isAbsolute(local) ? local : join(root, local);
    };
    this.config = {
      root,
      outDir: at(options.outDir ?? "_fresh"),
      staticDir: [options.staticDir ?? "static"].flat().map(at),
      islandDir: at(options.islandDir ?? "islands"),
      routeDir: at(options.routeDir ?? "routes"),
      serverEntry: at(options.serverEntry ?? "main.ts"),
      target: options.target ?? ["chrome99", "firefox99", "safari15"],
      ignore: options.ignore ?? [/[._]test\.(?:[tj]sx?|[mc][tj]s)$/],
      mode: "production",
    };
  }

  /** Serves the app in development: its pages reload when it restarts. */
  async listen(
    importApp: () => Promise<{ app: App<State> } | App<State>>,
    options: ListenOptions = {},
  ): Promise<void> {
    const snapshot = await this.#build("development");
    const result = await importApp();
    const app = result instanceof App ? result : result.app;
    attach(app, snapshot, "development");

    const handler = app.handler();
    await new App<State>({ mode: "development" })
      .use(reload())
      .use((ctx) => handler(ctx.req, ctx.info))
      .listen(options);
  }

  /** Builds for production, to disk or in memory, and gives an app its build. */
  async build(
    options: { mode?: Mode; snapshot?: "disk" | "memory" } = {},
  ): Promise<(app: App<State>) => void> {
    const snapshot = await this.#build(
      options.mode ?? "production",
      options.snapshot !== "memory",
    );
    return (app) => attach(app, snapshot, app.config.mode);
  }

  async #build(mode: Mode, toDisk = false): Promise<Snapshot> {
    this.config.mode = mode;
    const { root, outDir, staticDir, islandDir, routeDir, ignore, target } =
      this.config;
    const dev = mode === "development";

    const found = await crawl(routeDir, islandDir, ignore);
    const { files, chunks } = await bundle(found.islands, {
      dev,
      root,
      target,
    });
    const statics = await crawlStatic(staticDir, outDir);
    if (toDisk) {
      const { serverEntry } = this.config;
      const build = { ...found, chunks, files, statics };
      await writeBuild(build, { root, outDir, serverEntry });
    }

    const load = (path: string) => import(pathToFileURL(path).href);
    const routes = await Promise.all(
      [...found.routes].map(async ([id, path]) => ({
        id,
        module: await load(path),
      })),
    );
    const islands: Snapshot["islands"] = new Map();
    for (const [path, chunk] of chunks) {
      addIslands(islands, chunk, await load(path));
    }

    const prefix = `/_fresh/js/${BUILD_ID}/`;
    const hash = BUILD_ID;
    async function read(pathname: string): Promise<StaticFile | null> {
      const contentType = contentTypeOf(pathname);
      const built = pathname.startsWith(prefix) &&
        files.get(decodeURIComponent(pathname.slice(prefix.length)));
      if (built) return { content: built, contentType, hash };
      const path = statics.get(pathname);
      if (!path) return null;
      return { content: await Deno.readFile(path), contentType, hash: null };
    }
    return { root, islands, routes, reload: dev, read };
  }
}

const toPath = (path: string) =>
  path.startsWith("file:") ? fileURLToPath(path) : path;
