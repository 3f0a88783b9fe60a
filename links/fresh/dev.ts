/**
 * The development half: builds islands, watches, serves.
 *
 * @module
 */
export { Builder, type BuildOptions } from "./src/builder.ts";
