/**
 * The wire inspector: it shows what travels, and not what must not be shown.
 *
 * @module
 */
import {
  assert,
  assertEquals,
  assertFalse,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import type { Locator, Page } from "playwright-core";
import { closeBrowser, withPage } from "../testing/browser.ts";
import { logIn } from "../testing/learner.ts";
import { type Server, startServer } from "../testing/server.ts";

/** The newest exchange with a path that ends so. */
function exchange(page: Page, path: string) {
  return page.locator(".exchange")
    .filter({ has: page.locator("summary code", { hasText: `${path}` }) })
    .first();
}

/** What an exchange says with all its arrows open. */
async function unfold(exchange: Locator): Promise<string> {
  await exchange.evaluate((element) => {
    for (const fold of element.querySelectorAll("details")) fold.open = true;
    (element as HTMLDetailsElement).open = true;
  });
  return await exchange.innerText();
}

async function openRung(page: Page, server: Server, id: string) {
  await page.goto(`${server.url}stages/${id}/`);
  await logIn(page);
  await page.getByText("Logged in as vidu").first().waitFor();
}

Deno.test("the wire inspector, rung by rung", async (t) => {
  await using server = await startServer();
  const step = (
    id: string,
    run: (page: Page, traces: string[]) => Promise<void>,
  ) =>
    t.step(`rung ${id}`, () =>
      withPage(async (page) => {
        const traces: string[] = [];
        page.on("response", (response) => {
          const trace = response.headers()["x-wire-trace"];
          if (trace) traces.push(trace);
        });
        await openRung(page, server, id);
        await run(page, traces);
      }));

  await step("1", async (page) => {
    // The login has outlived the page that it happened on, without its secret.
    const login = await unfold(exchange(page, "/auth/login"));
    assertStringIncludes(login, "puts the credential into the address bar");
    assertStringIncludes(login, `"token": "••••"`);
    const [, token] = /token=([\w-]{43})/.exec(page.url())!;
    const kept = await page.evaluate(() => JSON.stringify(sessionStorage));
    assertStringIncludes(kept, "/auth/login");
    assertFalse(kept.includes(token));
    await page.getByRole("button", { name: /^Launch/ }).click();
    const launch = exchange(page, "/launch-missile");
    await launch.getByText("Missile is launched").first().waitFor();
    await unfold(launch);
    // In the URL, and again in Referer.
    assertEquals(await launch.locator("p mark").count(), 4);
  });

  await step("3", async (page) => {
    const list = exchange(page, "/todo/list");
    await list.waitFor();
    const token = await page.evaluate(() => localStorage.token);
    await unfold(list);
    assertEquals(await list.locator("p mark").nth(1).innerText(), token);
    await page.getByRole("checkbox").first().click();
    const update = exchange(page, "/todo/update");
    await update.getByText("To-do updated").first().waitFor();
    await unfold(update);
    assertEquals(
      await update.locator("pre mark").nth(1).innerText(),
      `"${token}"`,
    );
    const kept = await page.evaluate(() => JSON.stringify(sessionStorage));
    assertStringIncludes(kept, "/todo/update");
    assertFalse(kept.includes(token));
  });

  for (const id of ["4", "5", "6"]) {
    await step(id, async (page, traces) => {
      // The login stays where it is, above what is newer.
      const [login, list] = ["/auth/login", "/todo/list"].map((path) =>
        exchange(page, path)
      );
      await list.waitFor();
      assertEquals(
        await page.locator(".exchange").evaluateAll((all) =>
          all.map((element) => [
            element.querySelector("summary code")!.textContent!.slice(9),
            (element as HTMLDetailsElement).open,
          ])
        ),
        [["/auth/login", true], ["/todo/list", true], ["/", false]],
      );
      const text = await unfold(list);
      // What is drawn is what the server has told, in order.
      const { events } = JSON.parse(traces.at(-1)!);
      const drawn = await list.locator(".arrow:not(.wide)").allInnerTexts();
      assertEquals(drawn.length, events.length);
      for (const [i, { step, sql }] of events.entries()) {
        const words = (step ?? sql).toLowerCase();
        assertStringIncludes(drawn[i].toLowerCase(), words);
      }
      assertMatch(text, /Cookie: \w+=\(\d+ characters\)/);
      const dots = await list.locator(".masked").first().evaluate((element) =>
        getComputedStyle(element, "::before").content
      );
      assertEquals(dots, '"•••• "');
      assertStringIncludes(text, "Sec-Fetch-Site: same-origin");
      assertStringIncludes(text, "User-Agent: ");
      const sql = text.match(/SELECT .*/g)!.join("\n");
      assertEquals(
        sql.match(/FROM sessions/g)?.length ?? 0,
        id === "4" ? 1 : 0,
      );
      assertEquals(sql.match(/FROM todos/g)?.length, 1);
      // The whole list is one row, of JSON.
      assertStringIncludes(text, "The server looks in todos and finds 1 row.");

      const answer = await unfold(login);
      assertStringIncludes(answer, "Set-Cookie: ");
      assertStringIncludes(answer, `"password": "••••••"`);
      assertStringIncludes(answer, "Whether it finds a row stays secret.");
      assertStringIncludes(answer, "HttpOnly Scripts can't read it.");
      if (id !== "4") {
        assertStringIncludes(answer, "A JWT, decoded.");
        assertStringIncludes(answer, `"alg": "HS256"`);
      }
    });
  }
});

Deno.test("an answer that is under way is shown as such, and so is one that never comes", async () => {
  await using server = await startServer();
  await withPage(async (page) => {
    await openRung(page, server, "4");
    const { promise, resolve } = Promise.withResolvers<void>();
    await page.route("**/todo/update", async (route) => {
      await promise;
      await route.abort();
    });
    await page.getByRole("checkbox").first().click();
    const update = exchange(page, "/todo/update");
    await update.getByText("The answer is under way.").waitFor();
    assertEquals(
      await update.locator("ol").getAttribute("aria-busy"),
      "true",
    );
    resolve();
    await update.getByText("No answer came.").waitFor({ state: "attached" });
  });
});

Deno.test("no value of an HttpOnly cookie and no password is in anything that a page gets", async () => {
  await using server = await startServer();
  for (const id of ["4", "5", "6", "7", "8"]) {
    await withPage(async (page) => {
      const received: Promise<string>[] = [];
      page.on("response", (response) => {
        const headers = response.headers();
        delete headers["set-cookie"]; // the browser keeps it from the page
        received.push(
          response.text().then((body) => JSON.stringify(headers) + body),
        );
      });
      await page.goto(`${server.url}stages/${id}/`);
      await logIn(page, "vidu", "hunter2, typed nowhere else");
      await exchange(page, "/auth/login").waitFor();
      await Promise.all(received); // what is left behind can't be read any more
      await openRung(page, server, id);
      await page.getByRole("checkbox").first().click();
      await exchange(page, "/todo/update").waitFor();
      const cookies = await page.context().cookies();
      await Promise.all(received);
      await page.reload();
      await page.getByRole("checkbox").first().waitFor();
      const all = (await Promise.all(received)).join("\n") +
        await page.content();
      const secrets = cookies.filter(({ name }) => name !== "sessionId")
        .flatMap(({ value }) => [value, value.split(".").at(-1)!]);
      assert(secrets.length > 0);
      for (const secret of secrets) assertFalse(all.includes(secret));
      assertFalse(all.includes("hunter2, typed nowhere else"));
    });
  }
});

Deno.test("a wrong password and an unknown user look the same on the wire", async () => {
  await using server = await startServer(["--stage=4"]);
  const ask = async (email: string) => {
    const response = await fetch(`${server.url}auth/login`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Wire-Trace": "1" },
      body: JSON.stringify({ email, password: "qwertz" }),
    });
    return [response.headers.get("X-Wire-Trace"), await response.text()];
  };
  const known = await ask("vidu@example.com");
  assertStringIncludes(known[0]!, "password_hash");
  assertEquals(await ask("nemo@example.com"), known);
});

Deno.test("--no-inspector: neither page nor API tells anything", async () => {
  await using server = await startServer(["--stage=4", "--no-inspector"]);
  await withPage(async (page) => {
    await page.goto(server.url);
    await logIn(page);
    await page.getByRole("checkbox").first().waitFor();
    assertEquals(await page.getByText("The wire").count(), 0);
  });
  const response = await fetch(`${server.url}todo/list`, {
    headers: { "X-Wire-Trace": "1" },
  });
  assertEquals(response.headers.get("X-Wire-Trace"), null);
  await response.body?.cancel();
});

Deno.test("a trace is told only to who asks, and survives odd input", async () => {
  await using server = await startServer(["--stage=5"]);
  const ask = (headers: Record<string, string>) =>
    fetch(`${server.url}todo/list`, { headers }).then(async (response) => {
      await response.body?.cancel();
      return response.headers.get("X-Wire-Trace");
    });
  assertEquals(await ask({}), null);
  const odd = `jwt=${"x".repeat(3000)}; =; a; b=; "=\xff; ${"c".repeat(200)}=1`;
  const trace = JSON.parse((await ask({ "X-Wire-Trace": "", Cookie: odd }))!);
  assertEquals(trace.cookies[0], { name: "jwt", length: 3000 });
  assertMatch(trace.events.at(-1).step, /^refused: /);
});

Deno.test({ name: "the browser ends", fn: closeBrowser });
