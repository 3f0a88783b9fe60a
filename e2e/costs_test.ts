/**
 * The numbers of the page `/costs` are those that a run finds now, and the page
 * shows them to all.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import axe from "axe-core";
import { measureCosts } from "../bench/costs.ts";
import costs from "../bench/costs.json" with { type: "json" };
import { closeBrowser, withPage } from "./browser.ts";
import { startServer } from "./server.ts";

Deno.test("what bench/costs.json says of queries, logout and restart is so", async () => {
  assertEquals(await measureCosts(), costs.rungs);
});

Deno.test("/costs: axe-core finds nothing, and nothing needs to be scrolled sideways", async (t) => {
  await using server = await startServer();
  for (const colorScheme of ["light", "dark"] as const) {
    await t.step(colorScheme, () =>
      withPage(async (page) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width: 320, height: 640 });
        await page.goto(`${server.url}costs`);
        const found = await page.evaluate(async (source) => {
          // The page's policy allows no inline script; an extension's world may.
          (0, eval)(source);
          // deno-lint-ignore no-explicit-any
          const { violations } = await (globalThis as any).axe.run();
          return violations.map(({ id }: { id: string }) => id);
        }, axe.source);
        assertEquals(found, []);
        const width = await page.evaluate(() =>
          document.documentElement.scrollWidth
        );
        assertEquals(width, 320);
        const bars = await page.locator("svg.plot rect").count();
        assertEquals(bars, costs.rungs.length);
      }, { bypassCSP: true }));
  }
  await closeBrowser();
});
