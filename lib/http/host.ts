import { isLoopback } from "./address.ts";
import { fail } from "./api.ts";

/** Who can reach the server, and how. */
export interface Reach {
  publicUrl?: URL; // where the lab is reached, if a proxy stands before it
  loopback: boolean; // whether it listens for its own machine only
}

/**
 * A refusal, or null: 400 if the `Host` of a request is no host (RFC 9112 §3.2),
 * 421 if it is none of ours (RFC 9110 §15.5.20).
 *
 * A page of another site can have its own name point at 127.0.0.1, and would
 * then read whatever answers there: DNS rebinding. Its requests still have that
 * name as their `Host`.
 */
export function refuseHost(
  req: Request,
  { publicUrl, loopback }: Reach,
): Response | null {
  const header = req.headers.get("Host"); // HTTP/2 has it in the URL only
  if (header !== null && !isHost(header)) {
    return fail(400, "The Host header is not a host");
  }
  const url = new URL(req.url);
  // An absolute URL in the request line may name another host than the header.
  if (
    header !== null && new URL(`${url.protocol}//${header}`).host !== url.host
  ) {
    return fail(400, "The URL and the Host header differ");
  }
  if (publicUrl !== undefined) {
    const asked = new URL(`${publicUrl.protocol}//${header ?? url.host}`);
    if (asked.host === publicUrl.host) return null;
    // Whoever watches over the server asks it by its own address.
    if (url.pathname === "/healthz" && isLoopback(url.hostname)) return null;
    return fail(421, `This lab answers at ${publicUrl.origin} only`);
  }
  if (!loopback || isLoopback(url.hostname)) return null;
  return fail(
    421,
    "This lab answers to localhost and 127.0.0.1 only. To reach it by another name, start it with --public-url",
  );
}

/** Whether it is a name or an address, with or without a port. */
function isHost(header: string): boolean {
  return /^([a-z0-9._~-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/i.test(header) &&
    URL.canParse(`http://${header}`);
}
