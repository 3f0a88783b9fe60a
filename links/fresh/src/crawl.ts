/**
 * Finds an app's routes, islands and static files.
 *
 * @module
 */
import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** The path of each file below `dir`, by its path in there; `/` first. */
async function filesIn(dir: string): Promise<Map<string, string>> {
  const options = { recursive: true, withFileTypes: true } as const;
  const entries = await readdir(dir, options).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return new Map(
    entries.filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name)).sort()
      .map((path) => [`/${relative(dir, path).replaceAll(sep, "/")}`, path]),
  );
}

/** The file of each route by its id, and the files with islands. */
export async function crawl(
  routeDir: string,
  islandDir: string,
  ignore: RegExp[],
): Promise<{ routes: Map<string, string>; islands: string[] }> {
  const isSource = (path: string) =>
    /\.[tj]sx?$/.test(path) && !ignore.some((it) => it.test(path));
  const islands = [...(await filesIn(islandDir)).values()].filter(isSource);
  const routes = new Map<string, string>();
  for (const [name, path] of await filesIn(routeDir)) {
    if (!isSource(path)) continue;
    // A folder `(_name)` holds no routes; `(_islands)` holds islands.
    const [, hidden] = /\/\((_[^/]+)\)\//.exec(name) ?? [];
    if (hidden === "_islands") islands.push(path);
    else if (!hidden) routes.set(name.replace(/\.[^.]*$/, ""), path);
  }
  return { routes, islands };
}

/** The path of each static file by its URL; the first folder wins. */
export async function crawlStatic(
  dirs: string[],
  outDir: string,
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const dir of dirs) {
    for (const [name, path] of await filesIn(dir)) {
      const isHidden = /\/\.(?!well-known)/.test(name);
      if (isHidden || path.startsWith(outDir + sep)) continue;
      const url = name.split("/").map(encodeURIComponent).join("/");
      if (!files.has(url)) files.set(url, path);
    }
  }
  return files;
}
