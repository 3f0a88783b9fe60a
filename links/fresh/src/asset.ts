/**
 * The build id, and URLs that carry it so that they can be cached for good.
 * Part of it runs in the browser.
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

/** `asset()` for each URL of a `srcset` attribute. */
export function assetSrcSet(srcset: string): string {
  if (srcset.includes("(")) return srcset;
  const parts = srcset.split(",");
  if (parts.some((part) => part.trim() === "")) return srcset;
  return parts.map((part) => part.replace(/\S+/, asset)).join(",");
}

/** Puts the build id into the sources of an `<img>` or `<source>`. */
export function lockSources(props: Record<string, unknown>): void {
  if (props["data-fresh-disable-lock"]) return;
  if (typeof props.src === "string") props.src = asset(props.src);
  if (typeof props.srcset === "string") {
    props.srcset = assetSrcSet(props.srcset);
  }
}
