/**
 * Defences of every rung, or of all with cookies: what requests may be, what
 * answers say, and what pages let run.
 *
 * @module
 */
import { defence, patch } from "./defence.ts";

const API = "lib/http/api.ts";
const COOKIES = "lib/http/cookies.ts";
const GUARDS = "lib/http/guards.ts";

export const ownHostOnly = defence(
  "host",
  "the check of the Host header",
  patch(
    "lib/http/host.ts",
    "if (!loopback || isLoopback(url.hostname)) return null;",
    "return null;",
  ),
);

export const ownOriginOnly = defence(
  "origin",
  "the check of where a POST comes from",
  patch(
    "lib/http/origin.ts",
    "if (!isOwn)",
    "if (!isOwn && site === null && origin === undefined)",
  ),
);

export const sameSite = defence(
  "same-site",
  "SameSite=Lax",
  patch(COOKIES, '"SameSite=Lax"', '"SameSite=None", "Secure"'),
);

export const httpOnly = defence(
  "http-only",
  "HttpOnly",
  patch(COOKIES, '"HttpOnly",', ""),
);

export const jsonOnly = defence(
  "json",
  "the rule that a body has to be JSON",
  patch(
    "lib/http/body.ts",
    `if (type !== null && mediaType !== "application/json")`,
    "if (mediaType === null)",
  ),
);

export const postOnly = defence(
  "post",
  "the rule that a GET changes nothing",
  patch(
    API,
    "app.post(url, json, parseBody, ...handlers);",
    `$& app.get(url, json, (ctx) => {
      ctx.state.body = Object.fromEntries(ctx.url.searchParams);
      return ctx.next();
    }, ...handlers);`,
  ),
);

export const noCors = defence(
  "no-cors",
  "the lack of CORS headers",
  patch(
    API,
    "const response = await ctx.next().catch((error) => answerTo(error, ctx));",
    `$&
    const origin = ctx.req.headers.get("Origin") ?? "*";
    response.headers.set("Access-Control-Allow-Origin", origin);
    response.headers.set("Access-Control-Allow-Credentials", "true");`,
  ),
);

export const noStore = defence(
  "no-store",
  "Cache-Control: no-store",
  patch(API, '"Cache-Control", "no-store"', '"Cache-Control", "no-cache"'),
);

export const noFrames = defence(
  "no-frames",
  "frame-ancestors 'none'",
  patch(GUARDS, `"frame-ancestors 'none'"`, `"frame-ancestors *"`),
);

export const ownScriptsOnly = defence(
  "own-scripts",
  "the nonce for scripts",
  // Fresh puts a nonce in place of 'unsafe-inline' in small letters only.
  patch(
    GUARDS,
    `"script-src 'self' 'unsafe-inline'"`,
    `"script-src 'self' 'Unsafe-Inline'"`,
  ),
);

export const textStaysText = defence(
  "text",
  "the escaping of a to-do's text",
  patch(
    "components/TodoRow.tsx",
    `<span class="text">{text}</span>`,
    `<span class="text" dangerouslySetInnerHTML={{ __html: text }}></span>`,
  ),
  patch(
    "components/TodoRow.tsx",
    "<span>{text}</span>",
    "<span dangerouslySetInnerHTML={{ __html: text }}></span>",
  ),
);
