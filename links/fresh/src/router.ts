/**
 * From a method and a URL to what answers them.
 *
 * @module
 */
import type { Method } from "./types.ts";

export const METHODS: Method[] = [
  "DELETE",
  "GET",
  "HEAD",
  "OPTIONS",
  "PATCH",
  "POST",
  "PUT",
];

interface Entry<T> {
  pattern: string;
  matcher?: URLPattern;
  byMethod: Map<Method, T>;
}

export interface Match<T> {
  /** Null where no path matched. */
  pattern: string | null;
  params: Record<string, string>;
  /** Undefined where the path has no such method. */
  item?: T;
  allowed: Method[];
}

type Groups = Record<string, string | undefined>;
type Found<T> = [entry?: Entry<T>, groups?: Groups];

/** A path without parameters wins; among the others the first one does. */
export class Router<T> {
  #entries = new Map<string, Entry<T>>();
  #dynamic: Entry<T>[] = [];
  #recent = new Map<string, Found<T>>();

  add(methods: Method[], pattern: string, item: T): void {
    this.#recent.clear();
    let entry = this.#entries.get(pattern);
    if (!entry) {
      entry = { pattern, byMethod: new Map() };
      this.#entries.set(pattern, entry);
      if (/[:*?+(){}]/.test(pattern)) {
        entry.matcher = new URLPattern({ pathname: pattern });
        entry.pattern = entry.matcher.pathname;
        this.#dynamic.push(entry);
      }
    }
    for (const method of methods) {
      if (!entry.byMethod.has(method)) entry.byMethod.set(method, item);
    }
  }

  match(method: Method, url: URL): Match<T> {
    const { pathname } = url;
    // With and without a slash at the end are the same.
    const other = pathname.endsWith("/")
      ? pathname.slice(0, -1)
      : pathname + "/";
    for (const path of [pathname, other]) {
      const entry = this.#entries.get(path);
      if (entry && !entry.matcher) return found(entry, method);
    }
    const [entry, groups] = this.#recent.get(pathname) ?? this.#search(url);
    return entry
      ? found(entry, method, groups)
      : { pattern: null, params: {}, allowed: [] };
  }

  /**
   * Tries one pattern after the other, and keeps what was found for a while:
   * without that a rung's page takes a fifth longer or more.
   */
  #search({ pathname }: URL): Found<T> {
    let result: Found<T> = [];
    for (const entry of this.#dynamic) {
      const groups = entry.matcher!.exec({ pathname })?.pathname.groups;
      if (!groups) continue;
      result = [entry, groups];
      break;
    }
    if (this.#recent.size >= 100) this.#recent.clear();
    this.#recent.set(pathname, result);
    return result;
  }
}

function found<T>(
  { pattern, byMethod }: Entry<T>,
  method: Method,
  groups: Groups = {},
): Match<T> {
  const item = byMethod.get(method) ??
    (method === "HEAD" ? byMethod.get("GET") : undefined);
  const params: Record<string, string> = {};
  for (const name in groups) params[name] = decodeURI(groups[name] ?? "");
  return { pattern, params, item, allowed: [...byMethod.keys()] };
}

/** `base` and `path` as one pattern; `*` is everything below. */
export function joinPath(base: string, path: string, mounting = false): string {
  if (base.endsWith("*")) base = base.slice(0, -1);
  if (base === "/") base = "";
  if (path === "*") return base + (mounting ? "" : "/*");
  return path === "/" && base ? base : base + path;
}
