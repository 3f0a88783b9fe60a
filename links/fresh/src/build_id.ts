/**
 * The name of the build that is served. A bundle for the browser has a
 * constant in place of this module.
 *
 * @module
 */
export let BUILD_ID: string = crypto.randomUUID().replaceAll("-", "");

export function setBuildId(id: string): void {
  BUILD_ID = id;
}
