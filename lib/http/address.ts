/** Whether a host name or an address is this machine's own. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?|(::ffff:)127(\.\d{1,3}){3})$/i
    .test(host);
}

/**
 * The client's IP address: the other end of the connection or, behind a proxy
 * of ours, the last one in `X-Forwarded-For`, which the proxy has added. Those
 * before it are the client's own words.
 */
export function clientAddress(
  req: Request,
  { remoteAddr }: Deno.ServeHandlerInfo,
  behindProxy: boolean,
): string {
  const forwarded = behindProxy ? req.headers.get("X-Forwarded-For") : null;
  const last = forwarded?.split(",").at(-1)?.trim();
  // It stands in the log: nothing but an address may get there.
  if (last !== undefined && /^[0-9a-f.:]{2,45}$/i.test(last)) return last;
  return "hostname" in remoteAddr ? remoteAddr.hostname : "";
}

/**
 * What counts as one client: the address, or of IPv6 the first half, a /64,
 * which one customer has as a whole, such as `2001:db8:0:0`.
 */
export function networkOf(address: string): string {
  if (!address.includes(":") || address.includes(".")) return address;
  const [head, tail] = address.split("::").map((part) =>
    part === "" ? [] : part.split(":")
  );
  const missing = tail ? Math.max(0, 8 - head.length - tail.length) : 0;
  return [...head, ...Array(missing).fill("0"), ...tail ?? []]
    .slice(0, 4).join(":");
}

const PROXY_HEADERS = ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"];

/** Whether a request was made on this machine, and no proxy has passed it on. */
export function isLocal(
  req: Request,
  url: URL,
  { remoteAddr }: Deno.ServeHandlerInfo,
): boolean {
  return isLoopback(url.hostname) &&
    "hostname" in remoteAddr && isLoopback(remoteAddr.hostname) &&
    !PROXY_HEADERS.some((name) => req.headers.has(name));
}
