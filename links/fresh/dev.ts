/**
 * The builder.
 *
 * @module
 */
export { Builder, type BuildOptions } from "./src/builder.ts";
