/**
 * Files of the build and of `static/`, with the headers to cache them.
 *
 * @module
 */
import { CACHE_KEY } from "./asset.ts";
import { BUILD_ID } from "./build_id.ts";
import { SNAPSHOT } from "./frame.ts";
import type { Middleware } from "./types.ts";

/** Answers a request for a file; all others go on. */
export function staticFiles<State>(): Middleware<State> {
  return async (ctx) => {
    const { config: { basePath, mode }, req, url } = ctx;

    const pathname = encodedPath(url.pathname.slice(basePath.length));
    if (!pathname) return ctx.next();
    const file = await ctx[SNAPSHOT].read(pathname);
    if (!file) {
      return pathname === "/favicon.ico"
        ? new Response(null, { status: 404 })
        : ctx.next();
    }
    if (req.method !== "GET" && req.method !== "HEAD") {
      return new Response("Method Not Allowed", { status: 405 });
    }

    const key = url.searchParams.get(CACHE_KEY);
    if (key !== null && key !== BUILD_ID) {
      url.searchParams.delete(CACHE_KEY);
      const location = url.pathname + url.search;
      return new Response(null, { status: 307, headers: { location } });
    }

    const { content, contentType, hash } = file;
    const headers = new Headers({
      "Content-Type": contentType,
      "Vary": "If-None-Match",
    });
    const isLive = mode === "development";
    if (!isLive && hash !== null) {
      const etag = `W/"${hash}"`;
      const known = req.headers.get("If-None-Match");
      if (known === etag || known === hash) {
        return new Response(null, { status: 304, headers });
      }
      headers.set("ETag", etag);
    }
    const isForever = !isLive && (key === BUILD_ID ||
      pathname.startsWith(`/_fresh/js/${BUILD_ID}/`));
    headers.set(
      "Cache-Control",
      isForever
        ? "public, max-age=31536000, immutable"
        : "no-cache, no-store, max-age=0, must-revalidate",
    );
    headers.set("Content-Length", String(content.length));
    return new Response(req.method === "HEAD" ? null : content, { headers });
  };
}

/** `path` as snapshots spell it, or null where no file can be there. */
function encodedPath(path: string): string | null {
  try {
    const parts = decodeURIComponent(path).split("/").filter(Boolean);
    return parts.length === 0
      ? null
      : "/" + parts.map(encodeURIComponent).join("/");
  } catch {
    return null;
  }
}
