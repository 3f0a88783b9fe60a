/**
 * For pages that pass signals to their islands.
 *
 * @module
 */
export { signal } from "@preact/signals";
