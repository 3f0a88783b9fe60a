/**
 * Attacks are for the learner's own machine.
 *
 * @module
 */
import type { Context } from "fresh";
import { isLoopback } from "../../lib/config.ts";
import type { State } from "../../lib/state.ts";

/**
 * Whether a request was made on the machine that serves it: its `Host` and its
 * sender are loopback, and no proxy has passed it on. A deployed lab never says
 * yes, and neither does one that a foreign name was made to point at.
 */
export function isLocal(
  { info, req, url }: Pick<Context<State>, "info" | "req" | "url">,
): boolean {
  const { remoteAddr } = info;
  const proxied = ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"]
    .some((name) => req.headers.has(name));
  return !proxied && isLoopback(url.hostname) &&
    "hostname" in remoteAddr && isLoopback(remoteAddr.hostname);
}
