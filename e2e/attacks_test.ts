/**
 * The whole matrix, run; its page; and who gets the page with a hole.
 *
 * @module
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { isExpected, runMatrix } from "../attacks/runner/matrix.ts";
import { attacks } from "../attacks/mod.ts";
import type { CellResult } from "../attacks/runner/runner.ts";
import { closeBrowser, withPage } from "../testing/browser.ts";
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

function describe({ stage, verdict, saw, exchanges }: CellResult): string {
  const sent = exchanges.map(({ request, answer }) => `${request}\n${answer}`);
  return [`rung ${stage}: ${verdict}`, saw, ...sent].join("\n");
}

Deno.test("/attacks: a cell leads to its evidence, and a lock comes off and on", async () => {
  await using server = await startServer();
  await withPage(async (page) => {
    await page.goto(`${server.url}attacks`);
    const row = page.getByRole("row", { name: "cross-site request" });
    await row.getByRole("link", { name: "holds" }).nth(3).focus();
    await page.keyboard.press("Enter");
    const evidence = page.getByRole("region", { name: "cross-site request" });
    await evidence.getByText("Content-Type must be").first().waitFor();
    assertMatch(await evidence.innerText(), /lib\/http\/body\.ts:\d+/);
    await page.getByLabel("Take a lock off").selectOption("http-only");
    await page.getByRole("button", { name: "Take it off" }).click();
    await page.getByRole("heading", { name: /HttpOnly: 5 cells/ }).waitFor();
    assertEquals(await page.getByRole("cell", { name: "falls" }).count(), 5);
    await page.setViewportSize({ width: 320, height: 640 });
    const isWide = await page.evaluate(() =>
      document.documentElement.scrollWidth > innerWidth
    );
    assertEquals(isWide, false);
    await page.getByRole("link", { name: "Put it back" }).first().click();
    await page.getByRole("heading", { name: /HttpOnly: / })
      .waitFor({ state: "detached" });
    assertEquals(await page.locator("script").count(), 0);
  });
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
  assertMatch(await get("Host: ladder.example"), / 421 /);
  assertMatch(await get(`Host: ${host}`, "X-Forwarded-For: 1.2.3.4"), / 404 /);
});

Deno.test("the browser ends", closeBrowser);
