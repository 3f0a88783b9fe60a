/**
 * What holds for every page: it can be used by all, it is small, nothing
 * shifts, nothing is logged, and nothing needs to be scrolled sideways.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import config from "../deno.json" with { type: "json" };
import { stages } from "../stages/mod.ts";
import { assertAccessible } from "../testing/axe.ts";
import { closeBrowser, withPage } from "../testing/browser.ts";
import { logIn } from "../testing/learner.ts";
import { startServer } from "../testing/server.ts";

const KB = 1000;
// The learning pages have a test of their own, and more to unfold.
const PATHS = [
  ...["", "nothing", "attacks", "costs"],
  "attacks?without=http-only&show=script-reads-4",
  ...stages.map(({ id }) => `stages/${id}/`),
  ...["stages/1/break", "stages/4/break", "stages/4/code", "learn/words"],
  ...["stages/1/code", "code/lib/sessions.ts"],
];

async function openLoggedIn(page: Page, url: string) {
  await page.goto(url);
  if (await page.getByLabel("Password", { exact: true }).isVisible()) {
    await logIn(page);
    await page.getByText("Logged in as vidu").first().waitFor();
  }
}

Deno.test("axe-core finds nothing on any page, light and dark", async (t) => {
  await using server = await startServer();
  for (const path of PATHS) {
    await t.step(`/${path}`, () =>
      withPage(async (page) => {
        // The form is the same on all rungs with cookies.
        if (["stages/1/", "stages/3/", "stages/4/"].includes(path)) {
          await page.goto(server.url + path);
          await assertAccessible(page);
        }
        await openLoggedIn(page, server.url + path);
        await page.evaluate(() => {
          const folds = [...document.querySelectorAll("details")];
          for (const fold of folds.slice(0, 20)) fold.open = true;
        });
        await assertAccessible(page);
      }, { bypassCSP: true }));
  }
});

Deno.test("no page is wider than 320 px, or shifts while it loads", async (t) => {
  await using server = await startServer();
  for (const path of PATHS) {
    await t.step(`/${path}`, () =>
      withPage(async (page) => {
        await openLoggedIn(page, server.url + path);
        await page.addInitScript(() => {
          // deno-lint-ignore no-explicit-any
          (globalThis as any).shifts = [];
          new PerformanceObserver((list) => {
            // deno-lint-ignore no-explicit-any
            (globalThis as any).shifts.push(...list.getEntries());
          }).observe({ type: "layout-shift", buffered: true });
        });
        await page.reload({ waitUntil: "networkidle" });
        const [width, shift] = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          // deno-lint-ignore no-explicit-any
          (globalThis as any).shifts.reduce(
            (sum: number, { value }: { value: number }) => sum + value,
            0,
          ),
        ]);
        assertEquals(width, 320);
        // Rung 3 can't know before its script runs whether a list or a form
        // comes. A page that is "good" by the Web Vitals stays below 0.1.
        assert(shift < 0.05, `shifted by ${shift}`);
      }, { viewport: { width: 320, height: 800 } }));
  }
});

// Fresh's own script is part of it, and the one from JSR is 8 kB larger.
const [FRESH, SCRIPT] = "links" in config
  ? ["the stand-in for Fresh", 25]
  : ["Fresh from JSR", 33];

Deno.test(`with ${FRESH} a page sends at most ${SCRIPT} kB of script, and 8 kB of style`, async () => {
  await using server = await startServer();
  for (const path of PATHS) {
    await withPage(async (page) => {
      await page.goto(server.url + path);
      const urls = await page.evaluate(() =>
        performance.getEntriesByType("resource").map(({ name }) => name)
      );
      const sizes = { js: 0, css: 0 };
      for (const url of urls) {
        const [, type] = /\.(js|css)$/.exec(new URL(url).pathname) ?? [];
        if (!type) continue;
        const body = await (await fetch(url)).bytes();
        sizes[type as "js" | "css"] += gzipSync(body).length;
      }
      assert(sizes.js <= SCRIPT * KB, `/${path}: ${sizes.js} B of script`);
      assert(sizes.css <= 8 * KB, `/${path}: ${sizes.css} B of style`);
      // To use a rung or to attack it takes scripts, and so does the ladder, to
      // know what has been done. To read does not.
      const isUsed = path === "" || /^stages\/[^/]+\/(break)?$/.test(path);
      assertEquals(sizes.js > 0, isUsed, `/${path}`);
    });
  }
});

Deno.test("keyboard alone is enough", async () => {
  await using server = await startServer(["--stage=4"]);
  await withPage(async (page) => {
    const { keyboard } = page;
    await page.goto(server.url);
    await page.getByLabel("E-mail").focus();
    await keyboard.type("vidu@example.com");
    await keyboard.press("Tab");
    await keyboard.type("qwerty");
    await keyboard.press("Enter");
    await page.getByText("Logged in as vidu").first().waitFor();
    // The form had the focus; the list is next.
    const next = async (name: string) => {
      for (let i = 0; i < 30; i++) {
        await keyboard.press("Tab");
        const focused = page.locator(":focus");
        const label = await focused.getAttribute("aria-label") ??
          await focused.evaluate((element) =>
            (element as HTMLInputElement).labels?.[0]?.innerText ??
              (element as HTMLElement).innerText
          );
        if (label.trim() === name) return;
      }
      throw new Error(`Tab does not reach "${name}"`);
    };
    await next("New to-do");
    await keyboard.type("by keyboard");
    await keyboard.press("Enter");
    const row = page.locator(".todos li", { hasText: "by keyboard" });
    await row.waitFor();
    await next("by keyboard");
    await keyboard.press("Space");
    await row.getByRole("checkbox", { checked: true }).waitFor();
    await next('Star "by keyboard"');
    await keyboard.press("Enter");
    await row.getByRole("button", { pressed: true }).waitFor();
    await next('Delete "by keyboard"');
    await keyboard.press("Enter");
    await row.waitFor({ state: "detached" });
    await next("Log out");
    await keyboard.press("Enter");
    await page.getByLabel("E-mail").waitFor();
  });
});

Deno.test("the browser ends", closeBrowser);
