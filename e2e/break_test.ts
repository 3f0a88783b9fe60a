/**
 * Guessing and running attacks on the pages of the rungs, in a browser.
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

const COOKIE_RUNGS = ["4", "5", "6", "8"];
const READS = "script on the page reads the credential";
const USES = "script on the page uses the session";
const NOTHING = "no credential at all";

const rungUrl = ({ url }: Server, id: string) => `${url}stages/${id}/`;

/** The attack with this name on the page. */
const attackOn = (page: Page, name: string) =>
  page.getByRole("article", { name, exact: true });

/** Guesses, and returns what is said then. */
async function guess(page: Page, name: string, works: boolean) {
  const attack = attackOn(page, name);
  const button = works ? "It works" : "It is refused";
  await attack.getByRole("button", { name: button }).click();
  await attack.locator("[aria-disabled=false]").first().waitFor();
  return await attack.locator("[aria-live]").innerText();
}

/** Goes to the page with the attacks, by the link, as a learner does. */
async function openBreak(page: Page) {
  await page.getByRole("link", { name: "Break it" }).click();
  await page.getByRole("heading", { name: NOTHING }).waitFor();
}

async function logInOn(server: Server, page: Page, id: string, name = "vidu") {
  await page.goto(rungUrl(server, id));
  await logIn(page, name);
  await page.getByText(`Logged in as ${name}`).first().waitFor();
}

Deno.test("each attack that runs in a used browser ends as it was recorded", async (t) => {
  await using server = await startServer();
  await withPage(async (page) => {
    const locked = stages.filter(({ credential }) => credential !== null);
    for (const { id } of locked) await logInOn(server, page, id, "rahul");
    for (const { id, credential } of stages) {
      await t.step(`rung ${id}`, async () => {
        if (credential === "url") await logInOn(server, page, id, "rahul");
        else await page.goto(rungUrl(server, id));
        await openBreak(page);
        const { url, stored } = await keptBy(page);
        const live = await page.getByRole("article")
          .filter({ has: page.getByText("Runs here", { exact: true }) })
          .getByRole("heading").allInnerTexts();
        assert(live.length >= 2);
        for (const text of live) {
          const { id: attack, name } = attacks.find(({ name }) =>
            name.toLowerCase() === text.toLowerCase()
          )!;
          const breaks = findRecorded(attack, id)!.verdict === "breaks";
          assertMatch(
            await guess(page, name, breaks),
            breaks ? /^Right: it works\./ : /^Right: it is refused\./,
            `${id} ${name}`,
          );
        }
        // Nothing is left behind, and nothing is lost.
        assertEquals(await keptBy(page), { url, stored, cookie: "" });
        if (credential === null) return;
        await page.getByRole("link", { name: "Use it" }).click();
        await page.getByText("Logged in as rahul").first().waitFor();
      });
    }
  });
});

/** What the page itself keeps, and what a script can see of the cookies. */
function keptBy(page: Page) {
  return page.evaluate(() => ({
    url: location.href,
    stored: { ...localStorage, "ladder-progress": undefined },
    cookie: document.cookie,
  }));
}

Deno.test("another rung's credential is not taken for this one's", async () => {
  await using server = await startServer();
  await withPage(async (page) => {
    for (const id of ["3", ...COOKIE_RUNGS]) await logInOn(server, page, id);
    const whose = page.locator("#whose");
    for (const id of COOKIE_RUNGS) {
      await page.goto(`${rungUrl(server, id)}break`);
      const said = await guess(page, READS, false);
      assertMatch(
        said,
        /^Right: it is refused\. localStorage has sessionId and token\. That belongs to another rung\. .* 401/,
      );
      await page.goto(`${rungUrl(server, id)}hole`);
      await whose.filter({ hasText: "." }).waitFor();
      assertEquals(
        await whose.innerText(),
        "What localStorage has (sessionId and token) belongs to another rung: this one refuses it (401).",
      );
      await page.locator("#used").filter({ hasText: /^200 / }).waitFor();
    }
    await page.goto(`${rungUrl(server, "3")}break`);
    assertMatch(
      await guess(page, READS, true),
      /^Right: it works\. localStorage has sessionId and token\. .* 200/,
    );
    await page.goto(`${rungUrl(server, "3")}hole`);
    await whose.filter({ hasText: "is this rung's credential" }).waitFor();
  });
});

Deno.test("a cookie that scripts can read is tried out before it is called a credential", async () => {
  await using server = await startServer();
  await withPage(async (page) => {
    await logInOn(server, page, "5");
    const context = page.context();
    const [jwt] = await context.cookies();
    const { origin, hostname: domain } = new URL(server.url);
    const whose = page.locator("#whose");

    const stray = { name: "token", value: "y", domain, path: "/" };
    await context.addCookies([stray]);
    await page.goto(`${origin}/stages/5/break`);
    const refused = await guess(page, READS, false);
    assertMatch(refused, /^Right: .*document\.cookie has token\. That belongs/);
    await page.goto(`${origin}/stages/5/hole`);
    await whose.filter({ hasText: "belongs to another rung" }).waitFor();

    await context.addCookies([{ ...jwt, httpOnly: false }]);
    await page.goto(`${origin}/stages/5/break`);
    const works = await guess(page, READS, true);
    assertMatch(
      works,
      /^Right: it works\. .*document\.cookie has token and jwt/,
    );
    assertMatch(works, /That is not how it ended when it was recorded\.$/);
    await page.goto(`${origin}/stages/5/hole`);
    await whose.filter({ hasText: "is this rung's credential" }).waitFor();
  });
});

Deno.test("an attack that can't be run now is neither right nor wrong", async () => {
  await using server = await startServer(["--stage=5"]);
  await withPage(async (page) => {
    await page.goto(`${server.url}break`);
    const first = await guess(page, NOTHING, false);
    assertEquals(first, "Log in on this rung first. To the login");
    await page.getByRole("link", { name: "To the login" }).click();
    await logIn(page);
    await page.getByText("Logged in as vidu").first().waitFor();
    await openBreak(page);

    const unclear = "It could not be run now. The server";
    const json = { success: false, message: "later" };
    for (const name of [NOTHING, USES, "JWT alg: none"]) {
      for (const status of [429, 500, 503]) {
        await page.route(
          "**/todo/list",
          (route) => route.fulfill({ status, json }),
        );
        const said = await guess(page, name, false);
        assertEquals(said, `${unclear} answered ${status} “later”.`, name);
        await page.unroute("**/todo/list");
      }
      await page.route("**/todo/list", (route) => route.abort());
      const said = await guess(page, name, false);
      assertEquals(said, `${unclear} could not be reached.`, name);
      await page.unroute("**/todo/list");
    }
    // The forged cookie is gone all the same.
    assertMatch(await guess(page, USES, true), /^Right: it works\./);
  });
});

Deno.test("a to-do is only someone else's where that is known", async () => {
  await using server = await startServer(["--stage=4"]);
  const name = "another user's to-do by id";
  await withPage(async (page) => {
    await page.goto(server.url);
    await logIn(page);
    await page.getByText("Logged in as vidu").first().waitFor();
    await openBreak(page);
    assertMatch(
      await guess(page, name, false),
      /^Nothing can be proven as Vidu/,
    );
  });
  await withPage(async (page) => {
    await page.goto(server.url);
    await logIn(page, "rahul");
    await page.getByText("Logged in as rahul").first().waitFor();
    await openBreak(page);
    assertMatch(
      await guess(page, name, true),
      /^Not so: it is refused\..* 404/,
    );
    const json = { success: true, message: "To-do updated" };
    await page.route("**/todo/update", (route) => route.fulfill({ json }));
    assertMatch(await guess(page, name, true), /^Right: it works\..* 200/);
  });
});

Deno.test("an attack that is only recorded says so, and leads to the line that decides", async () => {
  await using server = await startServer(["--stage=6"]);
  await withPage(async (page) => {
    await page.goto(`${server.url}break`);
    const name = "copied credential after logout";
    const attack = attackOn(page, name);
    assert(await attack.getByText("Recorded", { exact: true }).isVisible());
    assertEquals(
      await guess(page, name, true),
      "Right: it works. That is how it ended when it was recorded.",
    );
    assertMatch(await guess(page, name, false), /^Not so: it works\./);
    const link = { name: /stages\/06\/login\.ts:\d+/ };
    await attack.getByRole("link", link).click();
    await page.waitForURL(/\/code\/stages\/06\/login\.ts#L\d+$/);
    const line = page.locator(":target");
    assertMatch(await line.innerText(), /A copied JWT works at most/);
  });
});

Deno.test("a guess by keyboard keeps the focus, and opens the end each time", async () => {
  await using server = await startServer(["--stage=2.2"]);
  await withPage(async (page) => {
    await page.goto(`${server.url}break`);
    const attack = attackOn(page, NOTHING);
    const button = attack.getByRole("button", { name: "It works" });
    const end = attack.locator("details");
    await button.focus();
    await page.keyboard.press("Enter");
    await attack.getByText("Right: it works.").waitFor();
    assert(await button.evaluate((it) => it === document.activeElement));
    assertEquals(await end.getAttribute("open"), "");

    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assertEquals(await end.getAttribute("open"), null);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Space");
    await attack.getByText("Not so: it works.").waitFor();
    assertEquals(await end.getAttribute("open"), "");
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
    assert(await attack.getByText("✓ holds").isVisible());
    const buttons = page.getByRole("button").filter({ visible: true });
    assertEquals(await buttons.count(), 0);
  }, { javaScriptEnabled: false });
});

Deno.test("the browser ends", closeBrowser);
