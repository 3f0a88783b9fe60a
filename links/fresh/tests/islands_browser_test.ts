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

Deno.test("children stay what they were while their island changes", () =>
  open("/islands/children", async (page) => {
    const html = () => page.locator(".child").evaluate((it) => it.outerHTML);
    const child =
      '<p class="child">text <em data-x="1">child</em> &amp; more</p>';
    await page.locator(".box").nth(0).click();
    await page.locator(".box").nth(0).click();
    assertEquals(await text(page, ".box"), ["2", "0"]);
    assertEquals(await html(), child);
    assertEquals(await text(page, "h2"), ["title", ""]);
    assert(await page.locator(".checked").isChecked());
    await page.locator(".box").nth(1).click();
    assertEquals(await text(page, ".box"), ["2", "1"]);
    // One in a child, one in a child's child: a signal for both.
    await page.locator("section .counter").nth(1).click();
    assertEquals(await text(page, "section .counter"), ["6", "6"]);
  }));

Deno.test("children that were not shown can be", () =>
  open("/islands/children", async (page) => {
    await page.locator("section .counter").nth(0).click();
    assertEquals(await page.locator(".hidden").count(), 0);
    await page.locator(".toggle").first().click();
    assertEquals(await text(page, ".open .hidden"), ["hidden"]);
    await page.locator(".open .counter").click();
    assertEquals(await text(page, ".open .counter"), ["7"]);
    assertEquals(await text(page, "section .counter"), ["7", "7"]);
    await page.locator(".toggle").first().click();
    assertEquals(await page.locator(".hidden").count(), 0);
    await page.locator(".toggle").first().click();
    assertEquals(await text(page, ".open .counter"), ["7"]);
  }));

Deno.test("an island stays in its place, whatever happens to others", async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(5000);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`http://localhost:${server.addr.port}/islands/lines`);
  const lines = () => text(page, ".line");
  assertEquals(await lines(), ["before", "1", "child", "after"]);
  await page.locator(".lines").click();
  await page.locator(".lines").click();
  assertEquals(await lines(), ["before", "1", "2", "3", "child", "after"]);
  assertEquals(errors, ["broken on purpose"]);
  await page.close();
});

Deno.test("an island in an island is a component", () =>
  open("/islands/children", async (page) => {
    const outer = page.locator("main > p:has(i)");
    await outer.locator("button").click();
    assertEquals(await outer.locator("i").textContent(), "11");
  }));

Deno.test("Head and asset() work in the browser", () =>
  open("/islands/runtime", async (page) => {
    const form = page.locator("#runtime[data-place=browser]");
    await form.waitFor();
    assertEquals(await page.title(), "count 0");
    await page.locator(".head").click();
    await page.waitForFunction(() => document.title === "count 1");
    const metas = page.locator("meta[name=count]");
    assertEquals(await metas.count(), 1);
    assertEquals(await metas.getAttribute("content"), "1");
    const img = page.locator("img");
    assertEquals(await img.getAttribute("src"), asset("/dot.svg"));
    assertEquals(await img.getAttribute("data-asset"), asset("/dot.svg"));
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
