/**
 * What a rung's page folds: fetched when it is wanted, and there without it.
 *
 * @module
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { closeBrowser, withPage } from "../testing/browser.ts";
import { startServer } from "../testing/server.ts";

const FILE = "middleware.ts";
const ATTACK = "no-credential";

const fold = (page: Page, id: string) => page.locator(`[data-more="${id}"]`);
const open = (page: Page, id: string) =>
  fold(page, id).locator("summary").click();

Deno.test("folds are filled when they are opened, all by one request", async () => {
  await using server = await startServer();
  await withPage(async (page) => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`${server.url}stages/4/`, { waitUntil: "networkidle" });
    const full = `${server.url}stages/4/full`;
    assertEquals(asked.includes(full), false);

    const file = page.locator(".source").filter({ hasText: FILE });
    const attack = page.locator(`[data-attack="${ATTACK}"]`);
    await open(page, FILE);
    await open(page, ATTACK);
    await attack.getByText("A stranger asks for what the rung locks").waitFor();
    await attack.getByRole("button", { name: "It works" }).waitFor();
    const code = await file.locator("pre").innerText();
    assertStringIncludes(code, "export const authenticate");
    assertEquals(asked.filter((url) => url === full).length, 1);

    // What is there stays there.
    await file.locator("summary").click();
    await file.locator("summary").click();
    assertEquals(await file.locator("pre").innerText(), code);
  });
});

Deno.test("a fold that is opened before the page's script comes is filled", async () => {
  await using server = await startServer(["--stage=4"]);
  await withPage(async (page) => {
    let go!: () => void;
    const gate = new Promise<void>((resolve) => go = resolve);
    await page.route("**/_fresh/js/**", async (route) => {
      await gate;
      await route.continue();
    });
    await page.goto(server.url, { waitUntil: "commit" });
    await open(page, FILE);
    go();
    await page.locator(".source[open] pre").waitFor();
  });
});

Deno.test("where a fold can't be filled there is a link, and another try", async () => {
  await using server = await startServer(["--stage=4"]);
  await withPage(async (page) => {
    await page.goto(server.url);
    await page.route("**/full", (route) => route.fulfill({ status: 503 }));
    const answered = page.waitForResponse("**/full");
    await open(page, FILE);
    await answered;
    const link = fold(page, FILE).getByRole("link");
    assertEquals(await link.getAttribute("href"), `/full#${FILE}`);

    await page.unroute("**/full");
    await fold(page, FILE).locator("summary").click();
    await open(page, FILE);
    await page.locator(".source[open] pre").waitFor();
  });
});

Deno.test("without scripts a fold leads to the page in full", async () => {
  await using server = await startServer();
  await withPage(async (page) => {
    await page.goto(`${server.url}stages/4/`);
    await open(page, FILE);
    await fold(page, FILE).getByRole("link").click();
    await page.waitForURL(`**/stages/4/full#${FILE}`);
    assertEquals(await page.locator(`[id="${FILE}"] pre`).isVisible(), true);
    // To guess takes a script.
    assertEquals(await page.getByRole("button").count(), 0);
  }, { javaScriptEnabled: false });
});

Deno.test("the browser ends", closeBrowser);
