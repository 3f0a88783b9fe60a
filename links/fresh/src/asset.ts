/**
 * URLs that carry the build id, so that they can be cached for good.
 *
 * @module
 */
import { BUILD_ID } from "./build_id.ts";

/** The query parameter that makes a URL belong to one build. */
export const CACHE_KEY = "__frsh_c";

/** `path` with the build id, if it is a path on this server. */
export function asset(path: string): string {
  if (!path.startsWith("/") || path.startsWith("//")) return path;
  const url = new URL(path, "http://localhost");
  if (url.searchParams.has(CACHE_KEY)) return path;
  url.searchParams.set(CACHE_KEY, BUILD_ID);
  return url.pathname + url.search + url.hash;
}
