/**
 * One request that reached the lab and what came of it, in a form that is the
 * same in each run: no secret, no port, no time, no random part.
 *
 * @module
 */
import { decodeBase64Url } from "../../lib/base64.ts";
import type { Lab } from "../../testing/lab.ts";

export interface Recorded {
  method: string;
  /** Path and query as they came. */
  url: string;
  /** `Referer`, as it came. */
  referer: string | null;
  status: number;
  /** The request for people, one header a line. */
  request: string;
  /** The answer for people, and what the server wrote to its log about it. */
  answer: string;
}

const SHOWN_HEADERS = ["Origin", "Sec-Fetch-Site", "Content-Type", "Cookie"];
const MAX_LENGTH = 600;

/** Lets the lab answer a request, and hands on what it was. */
export async function record(
  request: Request,
  info: Deno.ServeHandlerInfo,
  lab: Lab,
  add: (recorded: Recorded) => void,
): Promise<Response> {
  const { method, headers } = request;
  const { pathname, search, origin, hostname } = new URL(request.url);
  const body = await request.text();
  const logged = lab.log.length;
  const response = await lab.handler(
    new Request(request.url, { method, headers, body: body || null }),
    info,
  );
  const head = SHOWN_HEADERS.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [`${name}: ${value}`];
  });
  if (hostname !== "127.0.0.1") head.unshift(`Host: ${hostname}`);
  const isJson = response.headers.get("Content-Type")?.includes("json");
  const text = isJson ? await response.clone().text() : "";
  const log = lab.log.slice(logged).map((line) =>
    `log: ${line.slice(line.indexOf(" ") + 1)}` // without the time
  );
  const show = (text: string) =>
    redact(text).replaceAll(origin, "http://lab").slice(0, MAX_LENGTH);
  add({
    method,
    url: pathname + search,
    referer: headers.get("Referer"),
    status: response.status,
    request: show(
      [`${method} ${pathname}${search}`, ...head, body].join("\n").trim(),
    ),
    answer: show([`${response.status} ${text}`, ...log].join("\n").trim()),
  });
  return response;
}

/**
 * Shows a JWT by what it says, and hides what is random: a signature, a token,
 * a hash, a port.
 */
export function redact(text: string): string {
  return text
    .replace(
      /\b(eyJ[\w-]+)\.(eyJ[\w-]+)\.([\w-]*)/g,
      (_, header, payload, signature) =>
        `‹${decode(header)}.${decode(payload)}.${signature && "signature"}›`,
    )
    .replace(/\b[0-9a-f]{64}\b/g, "‹hash›")
    .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, "‹time›")
    .replace(/(?<![\w-])[\w-]{43}(?![\w-])/g, "‹token›")
    .replace(/(127\.0\.0\.1|localhost|evil\.example):\d+/g, "$1");
}

function decode(segment: string): string {
  try {
    return new TextDecoder().decode(decodeBase64Url(segment));
  } catch {
    return segment;
  }
}
