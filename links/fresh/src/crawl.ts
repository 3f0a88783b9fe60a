/**
 * Finds an app's routes, islands and static files.
 *
 * @module
 */
import { join, relative, sep } from "node:path";

/** All files below `dir`; none where there is no such folder. */
export async function* walk(dir: string): AsyncGenerator<string> {
  let entries: Deno.DirEntry[];
  try {
    entries = await Array.fromAsync(Deno.readDir(dir));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
  for (const { name, isDirectory } of entries) {
    const path = join(dir, name);
    if (isDirectory) yield* walk(path);
    else yield path;
  }
}

/** `path` as seen from `dir`, with forward slashes and one in front. */
export function pathIn(dir: string, path: string): string {
  return "/" + relative(dir, path).replaceAll(sep, "/");
}

/** The file of each route by its id, and the files with islands. */
export async function crawl(
  routeDir: string,
  islandDir: string,
  ignore: RegExp[],
): Promise<{ routes: Map<string, string>; islands: string[] }> {
  const isSource = (path: string) =>
    /\.[tj]sx?$/.test(path) && !ignore.some((it) => it.test(path));
  const routes = new Map<string, string>();
  const islands: string[] = [];

  for await (const path of walk(islandDir)) {
    if (isSource(path)) islands.push(path);
  }
  for await (const path of walk(routeDir)) {
    if (!isSource(path)) continue;
    const id = pathIn(routeDir, path).replace(/\.[^.]*$/, "");
    // A folder `(_name)` holds no routes; `(_islands)` holds islands.
    const [, hidden] = /\/\((_[^/]+)\)\//.exec(id) ?? [];
    if (hidden === "_islands") islands.push(path);
    else if (!hidden) routes.set(id, path);
  }
  return { routes, islands: islands.sort() };
}

/** The path of each static file by its URL; the first folder wins. */
export async function crawlStatic(
  dirs: string[],
  outDir: string,
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const dir of dirs) {
    for await (const path of walk(dir)) {
      const name = pathIn(dir, path);
      const isHidden = /\/\.(?!well-known)/.test(name);
      if (isHidden || path.startsWith(outDir + sep)) continue;
      const url = name.split("/").map(encodeURIComponent).join("/");
      if (!files.has(url)) files.set(url, path);
    }
  }
  return files;
}
