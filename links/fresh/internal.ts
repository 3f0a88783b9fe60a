/**
 * What a generated `_fresh/server.js` starts with.
 *
 * @module
 */
export { attach } from "./src/build.ts";
