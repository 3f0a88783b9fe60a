/**
 * What components use, on the server and in the browser.
 *
 * @module
 */
export { asset, assetSrcSet } from "./src/asset.ts";
export { Head } from "./src/head.ts";
export { HttpError } from "./src/http_error.ts";

/** Whether this code runs in a browser. */
export const IS_BROWSER: boolean = typeof document !== "undefined";
