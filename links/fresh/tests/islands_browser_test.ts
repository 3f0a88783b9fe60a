import { asset } from "fresh/runtime";
import { assert, assertEquals } from "@std/assert";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "./browser.ts";
import { site } from "./site.ts";
import { describe } from "./testdata/site/islands/Values.tsx";
import { values } from "./testdata/site/values.ts";

let browser: Browser;
let server: Deno.HttpServer<Deno.NetAddr>;

Deno.test.beforeAll(async () => {
  server = Deno.serve({ port: 0, onListen() {} }, site().handler());
  browser = await openBrowser();
});

Deno.test.afterAll(async () => {
  await browser.close();
  await server.shutdown();
});

/** Opens a page of the site; fails if it logs or throws an error. */
async function open(path: string, run: (page: Page) => Promise<void>) {
  const page = await browser.newPage();
  page.setDefaultTimeout(5000);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (it) => {
    const isIcon = it.location().url.endsWith("/favicon.ico");
    if (it.type() === "error" && !isIcon) errors.push(it.text());
  });
  try {
    const { port } = server.addr;
    await page.goto(`http://localhost:${port}${path}`);
    await run(page);
    assertEquals(errors, []);
  } finally {
    await page.close();
  }
}

const text = (page: Page, selector: string) =>
  page.locator(selector).allTextContents();

Deno.test("a signal that two islands share stays shared", () =>
  open("/islands/counter", async (page) => {
    assertEquals(await text(page, ".counter"), ["3", "3", "30"]);
    await page.locator(".counter").nth(0).click();
    await page.locator(".counter").nth(1).click();
    await page.locator(".counter").nth(2).click();
    assertEquals(await text(page, ".counter"), ["5", "5", "31"]);
  }));

Deno.test("props arrive as what they were", () =>
  open("/islands/values", async (page) => {
    await page.locator("dl[data-place=browser]").waitFor();
    for (const [name, value] of Object.entries(values())) {
      assertEquals(await text(page, `#${name}`), [describe(value)], name);
    }
  }));

Deno.test("an island stays in its place, whatever happens to others", async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(5000);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`http://localhost:${server.addr.port}/islands/lines`);
  const lines = () => text(page, ".line");
  assertEquals(await lines(), ["before", "1", "after"]);
  await page.locator(".lines").click();
  await page.locator(".lines").click();
  assertEquals(await lines(), ["before", "1", "2", "3", "after"]);
  assertEquals(errors, ["broken on purpose"]);
  await page.close();
});

Deno.test("an island in an island is a component", () =>
  open("/islands/outer", async (page) => {
    await page.locator("button").click();
    assertEquals(await text(page, "i"), ["11"]);
  }));

Deno.test("asset() is the same in the browser", () =>
  open("/islands/runtime", async (page) => {
    await page.locator("#runtime[data-place=browser]").waitFor();
    const src = await page.locator("img").getAttribute("src");
    assertEquals(src, asset("/dot.svg"));
    // Preact knows nothing of what the server added to a link.
    const link = page.locator("form a");
    assertEquals(await link.getAttribute("aria-current"), null);
  }));

Deno.test("an island keeps the elements, the focus and what was typed", async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(5000);
  const held = Promise.withResolvers<void>();
  await page.route("**/_fresh/js/**", async (route) => {
    await held.promise;
    await route.continue();
  });
  const url = `http://localhost:${server.addr.port}/islands/runtime`;
  await page.goto(url, { waitUntil: "commit" });
  const input = page.locator("input[name=text]");
  await input.fill("typed");
  await input.evaluate((it) => Object.assign(it, { mark: 1 }));
  held.resolve();
  await page.locator("#runtime[data-place=browser]").waitFor();
  assertEquals(await input.inputValue(), "typed");
  const kept = await input.evaluate((it) =>
    "mark" in it && it === document.activeElement
  );
  assert(kept);
  await page.close();
});
