/**
 * The numbers of the page `/costs` are those that a run finds now, and the page
 * shows them to all.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { measureCosts } from "../bench/costs.ts";
import costs from "../components/costs/costs.json" with { type: "json" };
import { closeBrowser, withPage } from "../testing/browser.ts";
import { startServer } from "../testing/server.ts";

Deno.test("what components/costs/costs.json says of queries, logout and restart is so", async () => {
  assertEquals(await measureCosts(), costs.rungs);
});

Deno.test("/costs has a row and a bar for each rung", async () => {
  await using server = await startServer();
  await withPage(async (page) => {
    await page.goto(`${server.url}costs`);
    const { length } = costs.rungs;
    assertEquals(await page.locator(".costs tbody tr").count(), length);
    assertEquals(await page.locator("svg.plot rect").count(), length);
  });
  await closeBrowser();
});
