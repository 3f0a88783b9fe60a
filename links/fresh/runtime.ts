/**
 * What components use on the server and in the browser.
 *
 * @module
 */
import type { ComponentChildren } from "preact";

export { asset, assetSrcSet } from "./src/asset.ts";
export { HttpError } from "./src/error.ts";
export { Head } from "./src/head.ts";

/** Whether this code runs in a browser. */
export const IS_BROWSER: boolean = typeof document !== "undefined";

/** Its children: client navigation is left out here. */
export function Partial(
  props: { children?: ComponentChildren; name: string; mode?: string },
): ComponentChildren {
  return props.children;
}
