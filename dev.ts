/**
 * Builds the pages' scripts: once for `deno task build`, or again and again
 * for `deno task dev`, which reloads the page when a file changes.
 *
 * @module
 */
import { Builder } from "fresh/dev";

const builder = new Builder({ root: import.meta.dirname });

if (Deno.args[0] === "build") {
  await builder.build();
} else {
  const { app, config } = await import("./main.ts");
  await builder.listen(() => Promise.resolve(app), {
    hostname: config.host,
    port: config.port,
  });
}
