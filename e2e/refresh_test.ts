/**
 * Rung 7's page when its access token expires, with a clock to set: nobody who
 * uses it notices.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { Builder } from "fresh/dev";
import { stages } from "../stages/mod.ts";
import { closeBrowser, withPage } from "../testing/browser.ts";
import { Lab } from "../testing/lab.ts";
import { logIn } from "../testing/learner.ts";

const ROOT = `${import.meta.dirname}/..`;
const stage = stages.find(({ id }) => id === "7")!;
const MINUTES = 60_000;

Deno.test("rung 7: a page left past the access token's life goes on", async () => {
  const builder = new Builder({ root: ROOT });
  const attach = await builder.build({ snapshot: "memory" });
  using lab = await Lab.open(stage, { attach });
  const asked: string[] = [];
  await using server = Deno.serve(
    { port: 0, onListen() {} },
    async (request, info) => {
      const response = await lab.handler(request, info);
      const { pathname } = new URL(request.url);
      if (/^\/(auth|todo)\//.test(pathname)) {
        asked.push(`${pathname} ${response.status}`);
      }
      return response;
    },
  );
  const { port } = server.addr;
  await withPage(async (page) => {
    await page.goto(`http://127.0.0.1:${port}/`);
    await logIn(page);
    await page.getByText("Logged in as vidu").first().waitFor();
    const rows = page.locator(".todos").getByRole("listitem");
    assertEquals(await rows.count(), 5);

    // Two requests at once, one refresh.
    lab.clock += 6 * MINUTES;
    asked.length = 0;
    await page.evaluate(() => {
      const marks = document.querySelectorAll<HTMLElement>(".todos input");
      marks[0].click();
      marks[1].click();
    });
    await page.getByText("To-do updated").first().waitFor();
    await page.waitForLoadState("networkidle");
    assertEquals(asked.toSorted(), [
      "/auth/refresh 200",
      "/todo/update 200",
      "/todo/update 200",
      "/todo/update 401",
      "/todo/update 401",
    ]);

    // The page itself comes with an expired access token.
    lab.clock += 6 * MINUTES;
    asked.length = 0;
    await page.reload();
    await rows.nth(4).waitFor();
    assertEquals(await page.getByLabel("E-mail").count(), 0);
    assertEquals(asked, [
      "/auth/whoami 401",
      "/auth/refresh 200",
      "/auth/whoami 200",
      "/todo/list 200",
    ]);

    // Two tabs at once.
    const other = await page.context().newPage();
    await other.goto(page.url());
    lab.clock += 6 * MINUTES;
    await Promise.all([page.reload(), other.reload()]);
    for (const tab of [page, other]) {
      await tab.getByText("Logged in as vidu").first().waitFor();
    }

    // A change and a logout at once: no late answer brings the list back.
    lab.clock += 6 * MINUTES;
    asked.length = 0;
    await page.evaluate(() => {
      document.querySelector<HTMLElement>(".todos input")!.click();
      document.querySelector<HTMLElement>(".session button")!.click();
    });
    await page.getByLabel("E-mail").waitFor();
    await page.waitForLoadState("networkidle");
    assert(asked.includes("/auth/refresh 200"));
    assert(asked.includes("/auth/logout 200"));
    assertEquals(await rows.count(), 0);
    assertEquals(await page.context().cookies(), []);
  });
  await closeBrowser();
});
