/**
 * Bundles islands and their runtime for the browser.
 *
 * @module
 */
import * as esbuild from "npm:esbuild@^0.28.2";
import { createRequire } from "node:module";
import { basename, dirname, extname } from "node:path";
import { fileURLToPath } from "node:url";
import { BUILD_ID } from "./build_id.ts";

export interface Bundle {
  /** The script that each file with islands became. */
  chunks: Map<string, string>;
  /** The contents of each script by its URL. */
  scripts: Map<string, Uint8Array<ArrayBuffer>>;
}

const local = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export async function bundle(
  islands: string[],
  options: { dev: boolean; root: string; target: string | string[] },
): Promise<Bundle> {
  const { dev, root, target } = options;
  const entryPoints: Record<string, string> = {
    "fresh-runtime": local(dev ? "../client/dev.ts" : "../client/boot.ts"),
    "fresh-signals": local("../client/signals.ts"),
  };
  const chunks = new Map<string, string>();
  for (const path of islands) {
    const stem = basename(path, extname(path)).replace(/[^\w-]/g, "_");
    let name = stem;
    for (let i = 1; name in entryPoints; i++) name = `${stem}_${i}`;
    entryPoints[name] = path;
    chunks.set(path, `${name}.js`);
  }

  try {
    const { outputFiles } = await esbuild.build({
      absWorkingDir: root,
      bundle: true,
      define: {
        "process.env.NODE_ENV": dev ? '"development"' : '"production"',
      },
      entryPoints,
      format: "esm",
      jsx: "automatic",
      jsxImportSource: "preact",
      logLevel: "warning",
      mainFields: ["module", "main"],
      minify: !dev,
      outdir: root,
      // With Deno's own conditions, so that there is one copy of everything.
      platform: "neutral",
      plugins: [denoResolver()],
      sourcemap: dev ? "inline" : false,
      splitting: true,
      target,
      write: false,
    });
    const scripts = new Map(outputFiles.map(({ path, contents }) => [
      `/_fresh/js/${BUILD_ID}/${basename(path)}`,
      contents as Uint8Array<ArrayBuffer>,
    ]));
    return { chunks, scripts };
  } finally {
    await esbuild.stop();
  }
}

/** A file of an npm package, in Deno's cache or in a project's own. */
const NPM = /[\\/](npm[\\/][^\\/]+\.[^\\/]+|node_modules)[\\/]/;

/** The file of a name that the project's import map knows. */
async function locate(name: string): Promise<string> {
  // Deno looks a package up when it is first imported.
  if (import.meta.resolve(name).startsWith("npm:")) {
    await import(name).catch(() => {});
  }
  return fileURLToPath(import.meta.resolve(name));
}

/** Finds modules as Deno does, by its import map and in its npm cache. */
function denoResolver(): esbuild.Plugin {
  return {
    name: "deno",
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async (args) => {
        if (args.kind === "entry-point" || args.pluginData === "own") return;
        if (!NPM.test(args.importer)) {
          return { path: await locate(args.path) };
        }
        // One npm package imports another. Deno knows where that one is, and
        // from inside of it, where its own name is known, esbuild does the rest.
        const [name] = /^(@[^/]+\/)?[^/]+/.exec(args.path)!;
        return build.resolve(args.path, {
          kind: args.kind,
          pluginData: "own",
          resolveDir: dirname(createRequire(args.importer).resolve(name)),
        });
      });
      build.onLoad({ filter: /[\\/]build_id\.ts$/ }, ({ path }) => {
        if (path !== local("./build_id.ts")) return;
        return { contents: `export const BUILD_ID = "${BUILD_ID}";` };
      });
    },
  };
}
