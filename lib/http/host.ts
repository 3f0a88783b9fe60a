/**
 * Under which names the lab answers.
 *
 * A page of another site can have its own name point at 127.0.0.1 and then
 * reads, with the browser's consent, whatever answers there: DNS rebinding. The
 * `Host` header still has the other site's name, so it is checked first.
 *
 * @module
 */
import { isLoopback } from "./address.ts";

/** Who can reach the server, and how. */
export interface Reach {
  /** Where the lab is reached, if a proxy stands before it. */
  publicUrl?: URL;
  /** Whether it listens for its own machine only. */
  loopback: boolean;
}

/**
 * Why a request can't be answered, or null if it can: 400 where its `Host` is
 * none (RFC 9112 §3.2), 421 where it is none of ours (RFC 9110 §15.5.20).
 */
export function refuseHost(
  req: Request,
  { publicUrl, loopback }: Reach,
): { status: 400 | 421; message: string } | null {
  const header = req.headers.get("Host");
  const authority = header === null ? new URL(req.url).host : parseHost(header);
  if (authority === null) {
    return {
      status: 400,
      message: "The Host header is not the name of a host",
    };
  }
  const { hostname, host } = new URL(`http://${authority}`);
  // An absolute URL in the request line may say another one than `Host`.
  if (URL.parse(req.url)?.host !== host) {
    return { status: 400, message: "The URL and the Host header differ" };
  }
  if (publicUrl !== undefined) {
    // `host` leaves out :80, and that of an https URL leaves out :443.
    if (
      new URL(`${publicUrl.protocol}//${authority}`).host === publicUrl.host
    ) {
      return null;
    }
    const message = `This lab answers at ${publicUrl.origin} only`;
    return { status: 421, message };
  }
  if (!loopback || isLoopback(hostname)) return null;
  const message =
    "This lab answers to localhost and 127.0.0.1 only. To reach " +
    "it by another name, start it with --public-url";
  return { status: 421, message };
}

/** A host name or an address with or without a port, or null if it is none. */
function parseHost(header: string): string | null {
  return /^([a-z0-9._~-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/i.test(header) &&
      URL.canParse(`http://${header}`)
    ? header
    : null;
}
