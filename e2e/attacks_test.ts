/**
 * The whole matrix, run; its page; and "Try to break it" on a rung's page.
 *
 * @module
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Page } from "playwright-core";
import { isExpected, runMatrix } from "../attacks/runner/matrix.ts";
import { attacks } from "../attacks/mod.ts";
import type { Result } from "../attacks/runner/runner.ts";
import { closeBrowser, withPage } from "../testing/browser.ts";
import { logIn } from "../testing/learner.ts";
import { startServer } from "../testing/server.ts";

Deno.test("every attack ends on every rung as the matrix says", async (t) => {
  const results = await runMatrix(() => true);
  for (const { id, name } of attacks) {
    await t.step(name, () => {
      for (const result of results.filter(({ attack }) => attack === id)) {
        assert(isExpected(result), describe(result));
        assert(result.verdict !== "not run", describe(result));
      }
    });
  }
});

function describe({ stage, verdict, saw, exchanges }: Result): string {
  const sent = exchanges.map(({ request, answer }) => `${request}\n${answer}`);
  return [`rung ${stage}: ${verdict}`, saw, ...sent].join("\n");
}

Deno.test("/attacks: a cell leads to its evidence, by keyboard too", async () => {
  await using server = await startServer();
  await withPage(async (page) => {
    await page.goto(`${server.url}attacks`);
    const row = page.getByRole("row", { name: "cross-site POST" });
    await row.getByRole("link", { name: "holds" }).nth(3).focus();
    await page.keyboard.press("Enter");
    const evidence = page.locator("[id='csrf-3']");
    await evidence.getByText("Content-Type must be").first().waitFor();
    assertMatch(await evidence.innerText(), /lib\/body\.ts:\d+/);
    await page.setViewportSize({ width: 320, height: 640 });
    const wide = await page.evaluate(() =>
      document.documentElement.scrollWidth > innerWidth
    );
    assertEquals(wide, false);
    assertEquals(await page.locator("script").count(), 0);
  });
});

/** Opens an attack of the page, guesses, and returns what is said. */
async function guess(
  page: Page,
  name: string,
  works: boolean,
): Promise<string> {
  const attack = page.locator(".tries [data-attack]").filter({
    has: page.getByText(name, { exact: true }),
  });
  if (await attack.getAttribute("open") === null) {
    await attack.locator("summary").first().click();
  }
  const button = works ? "It works" : "It is refused";
  await attack.getByRole("button", { name: button }).click();
  const said = attack.locator("[aria-live]");
  await said.filter({ hasText: /[a-z]/ }).waitFor();
  return await said.innerText();
}

const RUNS: [string, string, boolean, RegExp][] = [
  ["1", "no credential at all", false, /^Right: it is refused.* 401/],
  ["1", "GET that acts (reload, history, preview)", true, /^Right: .* 200/],
  ["1", "script on the page reads the credential", true, /^Right: it works/],
  ["2.1", "no credential at all", false, /^Not so: it works.* 200/],
  ["3", "no credential at all", false, /^Right: .* 401/],
  ["3", "script on the page reads the credential", true, /^Right: it works/],
  ["3", "script on the page uses the session", true, /^Right: .* 200/],
  ["3", "another user's to-do by id", false, /^Right: .* 404/],
  ["4", "no credential at all", true, /^Not so: it is refused.* 401/],
  ["4", "script on the page reads the credential", false, /^Right: .*“”/],
  ["4", "script on the page uses the session", true, /^Right: .* 200/],
  ["4", "copied credential after logout", true, /^Not so: .*recorded/],
  ["4", "SQL in any field", false, /^Right: .* 401/],
  ["5", "JWT alg: none", false, /^Right: .* 401/],
  ["5", "JWT signed with a guessed key", false, /^Right: .* 401/],
  ["6", "JWT that brings its own key (jwk, jku, kid)", false, /^Right: .* 401/],
  ["6", "copied credential after logout", true, /^Right: .*recorded/],
  ["6", "password guessed from a list of common ones", false, /^Right: .*reco/],
];

Deno.test("a guess, then the attack, in the learner's own browser", async (t) => {
  await using server = await startServer();
  for (const stage of new Set(RUNS.map(([stage]) => stage))) {
    await t.step(`rung ${stage}`, () =>
      withPage(async (page) => {
        await page.goto(`${server.url}stages/${stage}/`);
        if (!stage.startsWith("2")) {
          if (stage !== "1") {
            const name = "script on the page uses the session";
            const said = await guess(page, name, true);
            assertEquals(said, "Log in above first.");
          }
          await logIn(page);
          await page.getByText("Logged in as vidu").first().waitFor();
        }
        for (const [id, name, works, said] of RUNS) {
          if (id === stage) assertMatch(await guess(page, name, works), said);
        }
        // None of it has logged anybody out, or left anything behind.
        await page.reload();
        const who = stage.startsWith("2") ? "Buy milk" : "Logged in as vidu";
        await page.getByText(who).first().waitFor();
        assertEquals(await page.evaluate(() => document.cookie), "");
      }));
  }
});

Deno.test("the page with a hole is for this machine, behind a real server", async () => {
  await using server = await startServer(["--stage=4"]);
  const { host, hostname, port } = new URL(server.url);
  const get = async (...headers: string[]) => {
    using socket = await Deno.connect({ hostname, port: Number(port) });
    const lines = ["GET /hole HTTP/1.1", ...headers, "Connection: close"];
    const request = new TextEncoder().encode(`${lines.join("\r\n")}\r\n\r\n`);
    await socket.write(request);
    const answer = await new Response(socket.readable).text();
    return answer.split("\r\n")[0];
  };
  assertMatch(await get(`Host: ${host}`), / 200 /);
  assertMatch(await get("Host: ladder.example"), / 404 /);
  assertMatch(await get(`Host: ${host}`, "X-Forwarded-For: 1.2.3.4"), / 404 /);
});

Deno.test("the browser ends", closeBrowser);
