import { assertEquals } from "@std/assert";
import { openBrowser } from "./browser.ts";
import { devSite } from "./dev_site.ts";

Deno.test("a page in development reloads when its server is back", async () => {
  await using site = await devSite();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    {
      await using server = await site.start();
      await page.goto(server.url);
      await page.locator("i", { hasText: "browser" }).waitFor();
      assertEquals(await page.locator("h1").textContent(), "onebrowser");
    }
    await site.write(
      "routes/index.tsx",
      "export default () => <h1>two</h1>;",
    );
    await using _server = await site.start();
    await page.locator("h1", { hasText: "two" }).waitFor();
  } finally {
    await browser.close();
  }
});
