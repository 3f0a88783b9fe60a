/**
 * A build on disk: `server.js` for `deno serve`, `snapshot.js` with the routes
 * and islands, and the files that were made.
 *
 * @module
 */
import { join, relative, sep } from "node:path";
import { BUILD_ID, setBuildId } from "./build_id.ts";
import type { Bundle } from "./bundle.ts";
import { contentTypeOf } from "./media_types.ts";
import { addIslands, type Snapshot, type StaticFile } from "./snapshot.ts";

/** What `snapshot.js` exports. */
interface Saved {
  buildId: string;
  routes: Snapshot["routes"];
  islands: { chunk: string; module: Record<string, unknown> }[];
  files: Record<string, { path: string; hash: string }>;
}

export async function writeBuild(
  build: Bundle & { routes: Map<string, string>; statics: Map<string, string> },
  paths: { root: string; outDir: string; serverEntry: string },
): Promise<void> {
  const { root, outDir, serverEntry } = paths;
  const from = (dir: string, path: string) =>
    relative(dir, path).replaceAll(sep, "/");
  const specifier = (path: string) =>
    JSON.stringify(from(outDir, path).replace(/^(?!\.)/, "./"));

  const files: Saved["files"] = {};
  for (const [url, path] of build.statics) {
    const hash = await digest(await Deno.readFile(path));
    files[url] = { path: from(root, path), hash };
  }
  const scripts = join(outDir, "static", "_fresh", "js", BUILD_ID);
  await Deno.remove(join(outDir, "static"), { recursive: true }).catch(
    () => {},
  );
  await Deno.mkdir(scripts, { recursive: true });
  for (const [name, content] of build.files) {
    const path = join(scripts, name);
    await Deno.writeFile(path, content);
    const url = `/_fresh/js/${BUILD_ID}/${encodeURIComponent(name)}`;
    files[url] = { path: from(root, path), hash: await digest(content) };
  }

  const imports: string[] = [];
  const routes = [...build.routes].map(([id, path], index) => {
    imports.push(`import * as route${index} from ${specifier(path)};`);
    return `  { id: ${JSON.stringify(id)}, module: route${index} },`;
  });
  const islands = [...build.chunks].map(([path, chunk], index) => {
    imports.push(`import * as island${index} from ${specifier(path)};`);
    return `  { chunk: ${JSON.stringify(chunk)}, module: island${index} },`;
  });
  await Deno.writeTextFile(
    join(outDir, "snapshot.js"),
    `${imports.join("\n")}

export const buildId = ${JSON.stringify(BUILD_ID)};
export const routes = [
${routes.join("\n")}
];
export const islands = [
${islands.join("\n")}
];
export const files = ${JSON.stringify(files, null, 2)};
`,
  );
  await Deno.writeTextFile(
    join(outDir, "server.js"),
    `import { attach, loadBuild } from "fresh/internal";
import * as snapshot from "./snapshot.js";
import { app } from ${specifier(serverEntry)};

const root = import.meta.dirname + ${JSON.stringify("/" + from(outDir, root))};
attach(app, loadBuild(snapshot, root), "production");

export default { fetch: app.handler() };
`,
  );
}

async function digest(content: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", content);
  return new Uint8Array(hash).toHex();
}

/** The build that `writeBuild()` wrote. A file is read once. */
export function loadBuild(saved: Saved, root: string): Snapshot {
  setBuildId(saved.buildId);
  const islands: Snapshot["islands"] = new Map();
  for (const { chunk, module } of saved.islands) {
    addIslands(islands, chunk, module);
  }
  const loaded = new Map<string, StaticFile>();
  async function read(pathname: string): Promise<StaticFile | null> {
    const known = loaded.get(pathname);
    if (known) return known;
    if (!Object.hasOwn(saved.files, pathname)) return null;
    const { path, hash } = saved.files[pathname];
    const content = await Deno.readFile(join(root, path));
    const file = { content, contentType: contentTypeOf(pathname), hash };
    loaded.set(pathname, file);
    return file;
  }
  return { root, islands, routes: saved.routes, reload: false, read };
}
