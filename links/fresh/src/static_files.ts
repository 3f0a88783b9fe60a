/**
 * Files of the build and of `static/`, with the headers to cache them.
 *
 * @module
 */
import { CACHE_KEY } from "./asset.ts";
import { BUILD } from "./build.ts";
import { BUILD_ID } from "./build_id.ts";
import type { Middleware } from "./types.ts";

/** Answers a request for a file; all others go on. */
export function staticFiles<State>(): Middleware<State> {
  return async (ctx) => {
    const { config: { basePath, mode }, req, url } = ctx;

    const path = normalPath(url.pathname.slice(basePath.length));
    const file = path === null ? null : await ctx[BUILD].read(path);
    if (path === null || file === null) {
      return path === "/favicon.ico"
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

    const isLive = mode === "development";
    const isForever = key !== null ||
      path.startsWith(`/_fresh/js/${BUILD_ID}/`);
    const headers = new Headers({
      "Content-Type": file.contentType,
      "Cache-Control": isForever && !isLive
        ? "public, max-age=31536000, immutable"
        : "no-cache, no-store, max-age=0, must-revalidate",
      "Vary": "If-None-Match",
    });
    if (file.hash !== null && !isLive) {
      const etag = `W/"${file.hash}"`;
      headers.set("ETag", etag);
      if (req.headers.get("If-None-Match") === etag) {
        return new Response(null, { status: 304, headers });
      }
    }
    headers.set("Content-Length", String(file.content.length));
    return new Response(req.method === "HEAD" ? null : file.content, {
      headers,
    });
  };
}

/** `path` as builds spell it; null where no file can be. */
function normalPath(path: string): string | null {
  try {
    const parts = decodeURIComponent(path).split("/").filter(Boolean);
    return "/" + parts.map(encodeURIComponent).join("/");
  } catch {
    return null;
  }
}
