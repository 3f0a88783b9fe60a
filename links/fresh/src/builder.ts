/**
 * The builder: from a project's folders to what its app is served with.
 *
 * @module
 */
import { relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { App, type ListenOptions } from "./app.ts";
import { attach, type Snapshot } from "./build.ts";
import { BUILD_ID } from "./build_id.ts";
import { bundle } from "./bundle.ts";
import { crawl, crawlStatic } from "./crawl.ts";
import { type Found, write } from "./disk.ts";
import type { Middleware } from "./types.ts";

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
  config: Required<BuildOptions> & { staticDir: string[] };

  constructor(options: BuildOptions = {}) {
    const toPath = (it: string) =>
      it.startsWith("file:") ? fileURLToPath(it) : it;
    const root = resolve(toPath(options.root ?? "."));
    const at = (path: string) => resolve(root, toPath(path));
    this.config = {
      root,
      outDir: at(options.outDir ?? "_fresh"),
      staticDir: [options.staticDir ?? "static"].flat().map(at),
      islandDir: at(options.islandDir ?? "islands"),
      routeDir: at(options.routeDir ?? "routes"),
      serverEntry: at(options.serverEntry ?? "main.ts"),
      target: options.target ?? ["chrome99", "firefox99", "safari15"],
      ignore: options.ignore ?? [/[._]test\.[cm]?[jt]sx?$/],
    };
  }

  /** Serves the app in development: its pages reload when it restarts. */
  async listen(
    importApp: () => Promise<{ app: App<State> } | App<State>>,
    options: ListenOptions = {},
  ): Promise<void> {
    const found = await this.#find("development");
    const snapshot = { ...await this.#load(found), reload: true };
    const result = await importApp();
    const app = result instanceof App ? result : result.app;
    attach(app, snapshot, this.config.root, "development");
    const handler = app.handler();
    await new App<State>().use(tellRevision())
      .use((ctx) => handler(ctx.req, ctx.info))
      .listen(options);
  }

  /**
   * Builds for production: to disk for `deno serve _fresh/server.js`, or in
   * memory for the function that this resolves to, which gives an app its build.
   */
  async build(
    options: { mode?: Mode; snapshot?: "disk" | "memory" } = {},
  ): Promise<(app: App<State>) => void> {
    const found = await this.#find(options.mode ?? "production");
    if (options.snapshot !== "memory") {
      await write(found, this.config);
      return () => {
        throw new Error("Cannot use a build on disk: serve its server.js");
      };
    }
    const snapshot = await this.#load(found);
    return (app) => attach(app, snapshot, this.config.root, app.config.mode);
  }

  async #find(mode: Mode): Promise<Found> {
    const { root, outDir, staticDir, islandDir, routeDir, ignore, target } =
      this.config;
    const dev = mode === "development";
    const { routes, islands } = await crawl(routeDir, islandDir, ignore);
    const bundled = await bundle(islands, { dev, root, target });
    return {
      routes,
      ...bundled,
      statics: await crawlStatic(staticDir, outDir),
    };
  }

  async #load({ routes, chunks, scripts, statics }: Found): Promise<Snapshot> {
    const load = (path: string) => import(pathToFileURL(path).href);
    const snapshot: Snapshot = {
      buildId: BUILD_ID,
      routes: [],
      islands: [],
      files: {},
    };
    for (const [id, path] of routes) {
      snapshot.routes.push({ id, module: await load(path) });
    }
    for (const [path, chunk] of chunks) {
      snapshot.islands.push({ chunk, module: await load(path) });
    }
    for (const [url, path] of statics) {
      snapshot.files[url] = {
        path: relative(this.config.root, path),
        hash: null,
      };
    }
    for (const [url, content] of scripts) {
      snapshot.files[url] = { content, hash: BUILD_ID };
    }
    return snapshot;
  }
}

/** Tells each page on a WebSocket which start of the server it talks to. */
function tellRevision<State>(): Middleware<State> {
  const revision = Date.now();
  return (ctx) => {
    if (ctx.url.pathname !== "/_frsh/alive") return ctx.next();
    if (ctx.req.headers.get("Upgrade") !== "websocket") {
      return new Response(null, { status: 501 });
    }
    const { response, socket } = Deno.upgradeWebSocket(ctx.req);
    socket.onopen = () =>
      socket.send(JSON.stringify({ type: "initial-state", revision }));
    return response;
  };
}
