/**
 * The clock of a rung's page: what ends by itself is seen to end, and a request
 * is answered as it would be then.
 *
 * @module
 */
import { assertEquals, assertMatch } from "@std/assert";
import type { Page } from "playwright-core";
import { closeBrowser, withPage } from "../testing/browser.ts";
import { logIn, press, says } from "../testing/learner.ts";
import { startServer } from "../testing/server.ts";

/**
 * Waits until the newest exchange with a path that ends so has a sentence. Only
 * the newest of all is open; the others are `attached`.
 */
async function tells(
  page: Page,
  path: string,
  text: string,
  state: "visible" | "attached" = "visible",
): Promise<void> {
  await page.locator(".exchange")
    .filter({ has: page.locator("summary code", { hasText: path }) })
    .first().getByText(text, { exact: true }).waitFor({ state });
}

/** Waits until the rail has this. */
async function rail(page: Page, text: RegExp): Promise<void> {
  await page.locator(".clock").getByText(text).waitFor();
}

Deno.test("the clock ends what would end by then, on rungs 4 to 8", async (t) => {
  await using server = await startServer();
  const step = (id: string, run: (page: Page) => Promise<void>) =>
    t.step(`rung ${id}`, () =>
      withPage(async (page) => {
        // All of it is seen within a second.
        page.setDefaultTimeout(1000);
        await page.goto(`${server.url}stages/${id}/`, { timeout: 5000 });
        await rail(page, /^Nothing ends/);
        await logIn(page);
        await page.getByRole("checkbox").first().waitFor({ timeout: 5000 });
        await run(page);
      }));
  const ENDED = "Your login has ended";

  await step("4", async (page) => {
    await rail(page, /Unless you use it, the session ends in 23 h 59 min/);
    const tab = await page.context().newPage();
    await tab.goto(page.url(), { timeout: 5000 });
    await rail(tab, /Unless you use it/);
    await press(page, "+12 hours");
    await rail(tab, /, 12 h ahead$/);
    await tab.close();
    await tells(page, "/todo/list", "The server changes 1 row in sessions.");
    await rail(page, /Unless you use it, the session ends in 23 h 59 min/);
    await rail(page, /Even if you use it, the session ends in 6 d 11 h/);
    await press(page, "+1 day");
    await says(page, ENDED);
    await tells(
      page,
      "/todo/list",
      "Refused: no live session with that token.",
    );
    // Someone else's clock has not moved.
    await withPage(async (other) => {
      await other.goto(`${server.url}stages/4/`);
      assertMatch(await other.locator("time").innerText(), /\d\d:\d\d:\d\d/);
      assertEquals(await other.getByText(/ahead$/).count(), 0);
    });
    // The session has not been used since, so it is there again.
    await press(page, "back to now");
    await says(page, "Logged in as vidu");
  });

  await step("5", async (page) => {
    await rail(page, /JWT expires in 59 min/);
    await press(page, "+1 hour");
    await rail(page, /JWT expired \d+ s ago/);
    await says(page, ENDED);
    await logIn(page);
    await rail(page, /JWT expires in 59 min/);
    await press(page, "back to now");
    await rail(page, /from the future.*log in again/);
    await tells(
      page,
      "/todo/list",
      "Refused: Cannot accept JWT: it was made in the future.",
    );
    await logIn(page);
    await rail(page, /JWT expires in 59 min/);
  });

  await step("6", async (page) => {
    await press(page, "+10 minutes");
    await tells(
      page,
      "/todo/list",
      "The JWT has expired, but its session lives.",
    );
    await tells(page, "/todo/list", "The server signed a JWT.");
    await tells(
      page,
      "/todo/list",
      "The browser puts the cookie jwt into its cookie jar.",
    );
    await rail(page, /JWT expires in 9 min/);
    // A copy works in the window after logout, and not beyond.
    const copied = await page.context().cookies();
    await press(page, "Log out");
    await rail(page, /^Nothing ends/);
    await page.context().addCookies(copied);
    await press(page, "+1 minute");
    await says(page, "Logged in as vidu");
    await rail(page, /session has been ended, but the JWT still works/);
    await press(page, "+10 minutes");
    await tells(
      page,
      "/todo/list",
      "Refused: the JWT has expired and its session has ended.",
    );
  });

  await step("7", async (page) => {
    await rail(page, /JWT expires in 4 min/);
    await press(page, "+10 minutes");
    await tells(
      page,
      "/auth/refresh",
      "The server signed a JWT.",
      "attached",
    );
    await rail(page, /grace of the refresh token used last ends in \d s/);
    await rail(page, /^The family of refresh tokens.*used → good$/);
    await rail(page, /JWT expires in 4 min/);
    // A copy of the used one comes again: it ends the family, and both are out.
    const jar = page.context();
    const copied = await jar.cookies(`${page.url()}auth/refresh`);
    await press(page, "+10 minutes");
    await rail(page, /used → used → good$/);
    await jar.addCookies(copied);
    await press(page, "+1 hour");
    await tells(
      page,
      "/auth/refresh",
      "Refused: a refresh token came twice, so its family has ended.",
      "attached",
    );
    await says(page, ENDED);
  });

  await step("8", async (page) => {
    await rail(page, /Unless you use it, the session ends in 59 min/);
    await rail(page, /Even if you use it, the session ends in 11 h/);
    await press(page, "+10 minutes");
    await rail(page, /Unless you use it, the session ends in 59 min/);
    await press(page, "+1 hour");
    await says(page, ENDED);
    await logIn(page);
    await rail(page, /Unless you use it, the session ends in 59 min/);
  });
});

Deno.test("rung 4: Start over brings back the first to-dos, and ends the session", async () => {
  await using server = await startServer();
  await withPage(async (page) => {
    await page.goto(`${server.url}stages/4/`);
    await logIn(page);
    await page.getByRole("checkbox").nth(4).waitFor();
    await page.getByRole("button", { name: "Delete" }).first().click();
    await page.getByRole("checkbox").nth(4).waitFor({ state: "detached" });
    await page.getByText("Start over", { exact: true }).click();
    await press(page, "Start over now");
    await page.getByLabel("E-mail").waitFor();
    await logIn(page);
    await page.getByRole("checkbox").nth(4).waitFor();
  });
});

Deno.test({ name: "the browser ends", fn: closeBrowser });
