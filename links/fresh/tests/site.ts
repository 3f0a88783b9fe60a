/**
 * The site in `testdata/`, built in memory.
 *
 * @module
 */
import { App, csp, staticFiles } from "fresh";
import { Builder } from "fresh/dev";

const root = new URL("./testdata/site/", import.meta.url).href;

/** Gives an app the site's build. */
export const applySnapshot = await new Builder({ root })
  .build({ snapshot: "memory" });

/** An app with the site's file routes. */
export function site(basePath = ""): App<{ trail: string[] }> {
  const app = new App<{ trail: string[] }>({ basePath })
    .use(csp({ useNonce: true }))
    .use((ctx) => {
      ctx.state.trail = [];
      return ctx.next();
    })
    .use(staticFiles())
    .fsRoutes();
  applySnapshot(app);
  return app;
}
