/**
 * Each rung as a learner uses it, in a real browser, served alone and on the
 * ladder: log in, use it, reload, log out.
 *
 * @module
 */
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Page } from "playwright-core";
import type { Stage } from "../lib/state.ts";
import { stages } from "../stages/mod.ts";
import { closeBrowser, withPage } from "../testing/browser.ts";
import { logIn, press, says } from "../testing/learner.ts";
import { startServer } from "../testing/server.ts";

const rows = (page: Page) => page.locator(".todos").getByRole("listitem");
const row = (page: Page, text: string) => rows(page).filter({ hasText: text });

async function tryMissile(page: Page) {
  await press(page, "Launch missile 🚀");
  await says(page, "You are not logged in");
  await logIn(page);
  await page.waitForURL(/\?session_id=\d+&token=[\w-]{43}$/);
  await page.getByText("Logged in as vidu").first().waitFor();
  await press(page, "Launch missile 🚀");
  await says(page, "Missile is launched 🚀 by vidu");
  await page.reload();
  await page.getByText("Logged in as vidu").first().waitFor();
  await press(page, "Forget the credential");
  await page.getByLabel("E-mail").waitFor();
}

async function tryTodos(page: Page, { id, credential }: Stage) {
  const text = `Write <i>"a test"</i> & run it 😀`;
  const first = credential === null ? 3 : 5;
  if (credential !== null) {
    await logIn(page, "vidu", "wrong");
    await says(page, "Wrong e-mail or password");
    await logIn(page);
    await page.getByText("Logged in as vidu").first().waitFor();
    await checkPlace(page, credential);
  }
  await rows(page).nth(first - 1).waitFor();
  assertEquals(await rows(page).count(), first);

  await page.getByLabel("New to-do").fill(text);
  await press(page, "Add");
  await row(page, text).waitFor();
  if (id !== "2.1") {
    await row(page, text).getByRole("checkbox").click();
    await row(page, text).getByRole("checkbox", { checked: true }).waitFor();
    await row(page, text).getByRole("button", { name: "Star" }).click();
    await row(page, text).getByRole("button", { pressed: true }).waitFor();
  }
  await page.reload();
  await row(page, text).waitFor();
  assertEquals(await rows(page).count(), first + 1);
  if (id !== "2.1") {
    await row(page, text).getByRole("checkbox", { checked: true }).waitFor();
    await row(page, text).getByRole("button", { pressed: true }).waitFor();
  }
  await row(page, text).getByRole("button", { name: "Delete" }).click();
  await row(page, text).waitFor({ state: "detached" });
  assertEquals(await rows(page).count(), first);
  assertEquals(await page.locator(".todos i").count(), 0);

  if (!["4", "6", "7", "8"].includes(id)) return;
  await press(page, "Log out");
  await page.getByLabel("E-mail").waitFor();
  await page.reload();
  await page.getByLabel("E-mail").waitFor();
  assertEquals(await page.context().cookies(), []);
  await logIn(page);
  await rows(page).first().waitFor();
  await press(page, "Log out everywhere");
  await says(page, "Logged out everywhere");
  await page.getByLabel("E-mail").waitFor();
}

/** The credential is where the rung says, and nowhere else. */
async function checkPlace(page: Page, place: Stage["credential"]) {
  const script = await page.evaluate(() => ({
    cookie: document.cookie,
    stored: { ...localStorage },
    url: location.href,
  }));
  const cookies = await page.context().cookies();
  assertEquals(script.cookie, "");
  assertEquals(new URL(script.url).search, "");
  if (place === "localStorage") {
    assertMatch(script.stored.token, /^[\w-]{43}$/);
    assertEquals(cookies, []);
  } else {
    delete script.stored["ladder-progress"];
    assertEquals(Object.keys(script.stored), []);
    assert(cookies.length > 0);
    for (const { httpOnly, sameSite } of cookies) {
      assertEquals([httpOnly, sameSite], [true, "Lax"]);
    }
  }
}

function tryRung(page: Page, stage: Stage) {
  return stage.app === "missile" ? tryMissile(page) : tryTodos(page, stage);
}

for (const stage of stages) {
  Deno.test(`rung ${stage.id} alone, in a browser`, async () => {
    await using server = await startServer([`--stage=${stage.id}`]);
    await withPage(async (page) => {
      await page.goto(server.url);
      await tryRung(page, stage);
    });
  });
}

Deno.test("the ladder, rung by rung, in a browser", async (t) => {
  await using server = await startServer();
  for (const stage of stages) {
    await t.step(`rung ${stage.id}`, () =>
      withPage(async (page) => {
        await page.goto(server.url);
        await page.getByRole("link", { name: stage.name, exact: true }).click();
        await page.waitForURL(`${server.url}stages/${stage.id}/`);
        await tryRung(page, stage);
      }));
  }
});

Deno.test("what the server knows is in the page before its script runs", async () => {
  await using server = await startServer(["--stage=4"]);
  await withPage(async (page) => {
    await page.goto(server.url);
    await logIn(page);
    await rows(page).first().waitFor();
    const context = await page.context().browser()!.newContext({
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    });
    const silent = await context.newPage();
    await silent.goto(server.url);
    assertEquals(await rows(silent).count(), 5);
    await silent.getByText("Logged in as vidu").waitFor();
    await context.close();
  });
});

Deno.test("logged out everywhere: the other browser is told at its next step", async () => {
  await using server = await startServer(["--stage=4"]);
  await withPage((here) =>
    withPage(async (there) => {
      for (const page of [here, there]) {
        await page.goto(server.url);
        await logIn(page);
        await rows(page).first().waitFor();
      }
      await press(here, "Log out everywhere");
      await says(here, "Logged out everywhere");
      await there.getByLabel("New to-do").fill("too late");
      await press(there, "Add");
      await says(there, "Your login has ended");
      await there.getByLabel("E-mail").waitFor();
    })
  );
});

Deno.test("a change that is refused is taken back, and the page says why", async () => {
  await using server = await startServer(["--stage=2.2"]);
  await withPage((here) =>
    withPage(async (there) => {
      for (const page of [here, there]) await page.goto(server.url);
      await row(here, "Buy milk").getByRole("button", { name: "Delete" })
        .click();
      await says(here, "To-do deleted");
      await row(there, "Buy milk").getByRole("checkbox").click();
      await says(there, "There is no such to-do");
      await row(there, "Buy milk").waitFor({ state: "detached" });
      assertEquals(await rows(there).count(), 2);

      await there.route("**/todo/**", (route) => route.abort());
      const plants = row(there, "Water the plants");
      await plants.getByRole("checkbox").click();
      await says(there, "can't be reached");
      await plants.getByRole("checkbox", { checked: false }).waitFor();
      await plants.getByRole("button", { name: "Delete" }).click();
      await plants.waitFor();
      await there.getByLabel("New to-do").fill("not lost");
      await press(there, "Add");
      await says(there, "can't be reached");
      assertEquals(
        await there.getByLabel("New to-do").inputValue(),
        "not lost",
      );
    })
  );
});

Deno.test("a long list comes in parts, each at a press, and a new to-do is seen", async () => {
  await using server = await startServer(["--stage=4"]);
  await withPage(async (page) => {
    await page.goto(server.url);
    await logIn(page);
    await rows(page).first().waitFor();
    await page.evaluate(async () => {
      for (let i = 1; i <= 120; i++) {
        await fetch("/todo/create", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ text: `number ${i}` }),
        });
      }
    });
    for (const open of ["Show more", "Add"]) {
      await page.reload();
      assertEquals(await rows(page).count(), 100);
      if (open === "Show more") {
        await press(page, open);
        await row(page, "number 120").waitFor();
        assertEquals(await rows(page).count(), 125);
      } else {
        await page.getByLabel("New to-do").fill("the last one");
        // A double click is one wish.
        await page.getByRole("button", { name: "Add", exact: true }).dblclick();
        await says(page, "To-do created");
        await row(page, "the last one").waitFor();
        assertEquals(await rows(page).count(), 126);
        await page.waitForFunction(() => {
          const list = document.querySelector(".todos")!;
          const end = list.scrollTop + list.clientHeight;
          return end > list.scrollHeight - 8;
        });
      }
      assertEquals(await page.getByText("Show more").count(), 0);
    }
  });
});

Deno.test("the browser ends", closeBrowser);
