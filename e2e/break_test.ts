/**
 * Guessing and running attacks on a rung's page, in a browser that has used
 * every other rung before.
 *
 * @module
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Page } from "playwright-core";
import { attacks } from "../attacks/mod.ts";
import { findRecorded } from "../attacks/runner/recorded.ts";
import { stages } from "../stages/mod.ts";
import { closeBrowser, withPage } from "../testing/browser.ts";
import { logIn, press, says } from "../testing/learner.ts";
import { type Server, startServer } from "../testing/server.ts";

const rungUrl = ({ url }: Server, id: string) => `${url}stages/${id}/`;

/** The attack with this name on the page. */
const attackOn = (page: Page, name: string) =>
  page.getByRole("article", { name, exact: true });

/** Guesses, and returns what is said then. */
async function guess(page: Page, name: string, works: boolean) {
  const attack = attackOn(page, name);
  const button = works ? "It works" : "It is refused";
  await attack.getByRole("button", { name: button }).click();
  const said = attack.locator("[aria-live]").filter({ hasText: /\.$/ });
  await said.waitFor();
  return await said.innerText();
}

/** Opens the three pages' second, by the link, as a learner does. */
async function openBreak(page: Page) {
  await page.getByRole("link", { name: "Break it" }).click();
  await page.getByRole("heading", { name: "no credential at all" }).waitFor();
}

async function logInOn(server: Server, page: Page, id: string) {
  await page.goto(rungUrl(server, id));
  await logIn(page);
  await page.getByText("Logged in as vidu").first().waitFor();
}

Deno.test("each attack that runs in a used browser ends as it was recorded", async (t) => {
  await using server = await startServer();
  await withPage(async (page) => {
    const locked = stages.filter(({ credential }) => credential !== null);
    for (const { id } of locked) await logInOn(server, page, id);
    for (const { id, credential } of stages) {
      await t.step(`rung ${id}`, async () => {
        if (credential === "url") await logInOn(server, page, id);
        else await page.goto(rungUrl(server, id));
        await openBreak(page);
        const live = await page.getByRole("article")
          .filter({ has: page.getByText("Runs here", { exact: true }) })
          .getByRole("heading").allInnerTexts();
        assert(live.length > 0);
        for (const text of live) {
          const { id: attack, name } = attacks.find(({ name }) =>
            name.toLowerCase() === text.toLowerCase()
          )!;
          const breaks = findRecorded(attack, id)!.verdict === "breaks";
          const said = await guess(page, name, breaks);
          assertMatch(said, /^Right: it (works|is refused)\./, `${id} ${name}`);
          assertMatch(await guess(page, name, !breaks), /^Not so: /);
        }
      });
    }
    // Nothing is left behind, and nobody is logged out.
    await page.goto(rungUrl(server, "4"));
    await page.getByText("Logged in as vidu").first().waitFor();
    assertEquals(await page.evaluate(() => document.cookie), "");
  });
});

const READS = "script on the page reads the credential";

Deno.test("rung 3's leftover is not taken for the credential of a rung with cookies", async () => {
  await using server = await startServer();
  await withPage(async (page) => {
    for (const id of ["3", "4", "5", "6"]) await logInOn(server, page, id);
    for (const id of ["4", "5", "6"]) {
      await page.goto(`${rungUrl(server, id)}break`);
      const said = await guess(page, READS, false);
      assertMatch(said, /^Right: it is refused\. .*but it is rung 3's/);
    }
    await page.goto(`${rungUrl(server, "3")}break`);
    assertMatch(await guess(page, READS, true), /^Right: it works\./);
  });
});

Deno.test("an attack that can't be run is said to be so, and not taken for a refusal", async () => {
  await using server = await startServer(["--stage=4"]);
  await withPage(async (page) => {
    await page.goto(`${server.url}break`);
    const uses = "script on the page uses the session";
    assertEquals(
      await guess(page, uses, true),
      "Log in on this rung first.",
    );
    const none = "no credential at all";
    for (const status of [500, 503, 429]) {
      await page.route(
        "**/todo/list",
        (route) =>
          route.fulfill({ status, json: { success: false, message: "later" } }),
      );
      const said = await guess(page, none, false);
      assertEquals(
        said,
        `It could not be run now. The server answered ${status} “later”.`,
      );
      await page.unroute("**/todo/list");
    }
    await page.route("**/todo/list", (route) => route.abort());
    const said = await guess(page, none, false);
    assertEquals(
      said,
      "It could not be run now. The server could not be reached.",
    );
    await page.unroute("**/todo/list");
    assertMatch(await guess(page, none, false), /^Right: .* 401/);
  });
});

Deno.test("an attack that is only recorded says so, and tells why it ended so", async () => {
  await using server = await startServer(["--stage=6"]);
  await withPage(async (page) => {
    await page.goto(`${server.url}break`);
    const name = "copied credential after logout";
    const attack = attackOn(page, name);
    assert(await attack.getByText("Recorded", { exact: true }).isVisible());
    assertMatch(
      await guess(page, name, true),
      /^Right: .* when it was recorded/,
    );
    const link = attack.getByRole("link", {
      name: /stages\/06\/login\.ts:\d+/,
    });
    await link.click();
    await page.waitForURL(/\/code\/stages\/06\/login\.ts#L\d+$/);
    const line = page.locator(":target");
    assertMatch(await line.innerText(), /A copied JWT works at most/);
  });
});

Deno.test("rung 1's credential goes along to the other pages and back", async () => {
  await using server = await startServer();
  await withPage(async (page) => {
    await logInOn(server, page, "1");
    for (const name of ["Break it", "Read it", "Use it"]) {
      await page.getByRole("link", { name }).click();
      await page.waitForURL(/token=/);
    }
    await page.getByText("Logged in as vidu").first().waitFor();
    await press(page, "Launch missile 🚀");
    await says(page, "Missile is launched");
  });
});

Deno.test("without scripts each attack's story and end can be read", async () => {
  await using server = await startServer(["--stage=4"]);
  await withPage(async (page) => {
    await page.goto(`${server.url}break`);
    const attack = attackOn(page, READS);
    assert(await attack.getByText("A stranger's script").isVisible());
    await attack.getByText("How it ends").click();
    assert(
      await attack.getByText("holds", { exact: false }).first().isVisible(),
    );
    assertEquals(
      await page.getByRole("button").filter({ visible: true }).count(),
      0,
    );
  }, { javaScriptEnabled: false });
});

Deno.test("the browser ends", closeBrowser);
