/**
 * A build on disk: `server.js` for `deno serve`, `snapshot.js` with the routes
 * and islands, and the scripts for the browser.
 *
 * @module
 */
import { dirname, join, relative, sep } from "node:path";
import type { Snapshot } from "./build.ts";
import { BUILD_ID } from "./build_id.ts";
import type { Bundle } from "./bundle.ts";

/** What a build found and made, before any of it is loaded. */
export interface Found extends Bundle {
  /** The file of each route by its id. */
  routes: Map<string, string>;
  /** The file of each static URL. */
  statics: Map<string, string>;
}

export async function write(
  { routes, chunks, scripts, statics }: Found,
  dirs: { root: string; outDir: string; serverEntry: string },
): Promise<void> {
  const { root, outDir, serverEntry } = dirs;
  const from = (dir: string, path: string) =>
    relative(dir, path).replaceAll(sep, "/");
  const specifier = (path: string) =>
    JSON.stringify(from(outDir, path).replace(/^(?!\.)/, "./"));

  const files: Snapshot["files"] = {};
  const add = async (url: string, path: string) => {
    const digest = await crypto.subtle.digest(
      "SHA-256",
      await Deno.readFile(path),
    );
    const hash = new Uint8Array(digest).toHex();
    files[url] = { path: from(root, path), hash };
  };
  const staticOut = join(outDir, "static");
  await Deno.mkdir(staticOut, { recursive: true });
  await Deno.remove(staticOut, { recursive: true });
  for (const [url, content] of scripts) {
    const path = join(staticOut, url);
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeFile(path, content);
    await add(url, path);
  }
  for (const [url, path] of statics) await add(url, path);

  const modules = [...routes.values(), ...chunks.keys()];
  const lines = [
    ...modules.map((path, i) => `import * as m${i} from ${specifier(path)};`),
    `export const buildId = ${JSON.stringify(BUILD_ID)};`,
    "export const routes = [",
    ...[...routes.keys()].map((id, i) =>
      `  { id: ${JSON.stringify(id)}, module: m${i} },`
    ),
    "];",
    "export const islands = [",
    ...[...chunks.values()].map((chunk, i) =>
      `  { chunk: ${JSON.stringify(chunk)}, module: m${routes.size + i} },`
    ),
    "];",
    `export const files = ${JSON.stringify(files, null, 2)};`,
  ];
  await Deno.writeTextFile(join(outDir, "snapshot.js"), lines.join("\n"));
  await Deno.writeTextFile(
    join(outDir, "server.js"),
    `import { attach } from "fresh/internal";
import * as snapshot from "./snapshot.js";
import { app } from ${specifier(serverEntry)};

const root = import.meta.dirname + ${JSON.stringify(`/${from(outDir, root)}`)};
attach(app, snapshot, root, "production");

export default { fetch: app.handler() };
`,
  );
}
