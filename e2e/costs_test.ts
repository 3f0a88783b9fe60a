/**
 * The numbers of the page `/costs` are those that a run finds now, and the page
 * shows them to all.
 *
 * @module
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { costTable, measureCosts } from "../bench/costs.ts";
import costs from "../components/costs/costs.json" with { type: "json" };
import { closeBrowser, withPage } from "../testing/browser.ts";
import { startServer } from "../testing/server.ts";

Deno.test("what components/costs/costs.json says of queries, logout and restart is so", async () => {
  assertEquals(await measureCosts(), costs.rungs);
});

Deno.test("docs/costs.md has the table that costs.json gives", async () => {
  const root = new URL("../", import.meta.url);
  const text = await Deno.readTextFile(new URL("docs/costs.md", root));
  // The formatter aligns the columns.
  const squeezed = text.replace(/ +/g, " ").replace(/-{3,}/g, "---");
  assertStringIncludes(squeezed, costTable(costs));
});

Deno.test("/costs has a row and a bar for each rung", async () => {
  await using server = await startServer();
  await withPage(async (page) => {
    await page.goto(`${server.url}costs`);
    const { length } = costs.rungs;
    assertEquals(await page.locator(".costs tbody tr").count(), length);
    assertEquals(await page.locator(".plot rect").count(), length);
  });
  await closeBrowser();
});
