/**
 * For generated code only: what `_fresh/server.js` starts an app with.
 *
 * @module
 */
export { attach } from "./src/snapshot.ts";
export { loadBuild } from "./src/disk.ts";
