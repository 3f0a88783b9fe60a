import type { Middleware } from "fresh";
import type { State } from "../state.ts";

const TEXT = /^(text\/|application\/(javascript|json)|image\/svg)/;
const GZIP = /(^|,)\s*gzip\s*(;\s*q=(1|0\.0*[1-9])\d*\.?0*\s*)?(,|$)/i;
const LEAST = 1000; // bytes: below, it isn't worth the work

/**
 * Compresses pages that anyone may see, styles and scripts with gzip.
 *
 * Never an answer that sets a cookie, or is `no-store`, as everything with a
 * credential is. The length of a compressed answer tells whether two parts of it
 * are alike: anyone who can put text beside a secret and see lengths pass can
 * guess the secret letter by letter (BREACH).
 */
export const compress: Middleware<State> = async (ctx) => {
  const response = await ctx.next();
  const { headers, status } = response;
  const length = Number(headers.get("Content-Length") ?? LEAST);
  const isSecret = headers.has("Set-Cookie") ||
    /no-store/.test(headers.get("Cache-Control") ?? "");
  const isText = TEXT.test(headers.get("Content-Type") ?? "");
  if (isSecret || !isText || length < LEAST) return response;
  headers.append("Vary", "Accept-Encoding");
  const accepted = ctx.req.headers.get("Accept-Encoding") ?? "";
  if (status !== 200 || !GZIP.test(accepted)) return response;
  // Not sooner: to ask for the body as a stream costs as much as a page.
  const { body } = response;
  if (body === null) return response;
  headers.delete("Content-Length");
  headers.set("Content-Encoding", "gzip");
  return new Response(body.pipeThrough(new CompressionStream("gzip")), {
    headers,
  });
};
