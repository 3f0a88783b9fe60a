/**
 * Rung 8 as a learner uses it, in a real browser: what the cookie jar has, the
 * password that is asked for once, the sessions, the change of password.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { Builder } from "fresh/dev";
import type { Page } from "playwright-core";
import { stages } from "../stages/mod.ts";
import { closeBrowser, withPage } from "../testing/browser.ts";
import { Lab } from "../testing/lab.ts";
import { logIn, press, says } from "../testing/learner.ts";

const stage = stages.find(({ id }) => id === "8")!;
const root = `${import.meta.dirname}/..`;
const attach = await new Builder({ root }).build({ snapshot: "memory" });

/** A lab with a clock to set, on a port of its own. */
async function withLab(run: (lab: Lab, port: number) => Promise<void>) {
  using lab = await Lab.open(stage, { attach });
  const listen = { hostname: "127.0.0.1", port: 0, onListen() {} };
  const server = Deno.serve(listen, (req, info) => lab.handler(req, info));
  try {
    await run(lab, server.addr.port);
  } finally {
    await server.shutdown();
  }
}

const launch = (page: Page) => press(page, "Launch missile 🚀");
const confirmField = (page: Page) => page.getByLabel("Your password");

for (const host of ["localhost", "127.0.0.1"]) {
  Deno.test(`rung 8 on http://${host}: Chromium keeps a cookie with the prefix __Host-`, () =>
    withLab((_, port) =>
      withPage(async (page) => {
        await page.goto(`http://${host}:${port}/`);
        await logIn(page);
        await page.getByText("Logged in as vidu").first().waitFor();
        const [cookie, ...more] = await page.context().cookies();
        assertEquals(more, []);
        const { name, path, secure, httpOnly, sameSite } = cookie;
        assertEquals({ name, path, secure, httpOnly, sameSite }, {
          name: "__Host-session",
          path: "/",
          secure: true,
          httpOnly: true,
          sameSite: "Lax",
        });
        await page.reload();
        await page.getByText("Logged in as vidu").first().waitFor();
      })
    ));
}

Deno.test("rung 8: the missile asks for the password once in five minutes", () =>
  withLab((lab, port) =>
    withPage(async (page) => {
      await page.goto(`http://localhost:${port}/`);
      await logIn(page);
      await launch(page);
      await says(page, "Confirm your password first");
      await confirmField(page).fill("qwertz");
      await press(page, "Confirm and launch");
      await says(page, "Wrong password");
      await confirmField(page).fill("qwerty");
      await press(page, "Confirm and launch");
      await says(page, "Missile is launched 🚀 by vidu");
      assertEquals(await confirmField(page).count(), 0);

      const again = async () => {
        const answer = page.waitForResponse("**/launch-missile");
        await launch(page);
        return (await answer).status();
      };
      lab.clock += 5 * 60_000 - 1;
      assertEquals(await again(), 200);
      assertEquals(await confirmField(page).count(), 0);
      lab.clock += 1;
      assertEquals(await again(), 403);
      await confirmField(page).waitFor();
    })
  ));

Deno.test("rung 8: sessions end one by one, and all others with a new password", () =>
  withLab((lab, port) =>
    withPage(async (page) => {
      const elsewhere = await Promise.all(
        [1, 2].map(() => lab.client(stage).loggedIn()),
      );
      const statuses = async () => {
        const replies = elsewhere.map((client) => client.get("/auth/whoami"));
        return (await Promise.all(replies)).map(({ status }) => status);
      };
      await page.goto(`http://localhost:${port}/`);
      await logIn(page);
      await page.getByText("Where you are logged in").click();
      const rows = page.locator(".sessions").getByRole("listitem");
      await rows.nth(2).waitFor();
      assertEquals(await rows.filter({ hasText: "this one" }).count(), 1);
      await rows.last().getByRole("button").click(); // the oldest
      await rows.nth(2).waitFor({ state: "detached" });
      assertEquals((await statuses()).toSorted(), [200, 401]);

      await page.getByText("Change your password").click();
      await page.getByLabel("Present password").fill("qwerty");
      await page.getByLabel("New password").fill("too short");
      await press(page, "Change it");
      await says(page, "newPassword must have 15 to 128 characters");
      await page.getByLabel("New password").fill("three blind mice and a cat");
      await press(page, "Change it");
      await says(page, "Password changed");
      assertEquals(await statuses(), [401, 401]);
      // On the wire no password is shown.
      assertEquals(await page.getByText("three blind mice").count(), 0);

      // One's own: the to-dos go too, and the login form comes back.
      await rows.first().getByRole("button").click();
      await says(page, "You are logged out");
      await page.getByLabel("E-mail").waitFor();
      assertEquals(await page.context().cookies(), []);
      await logIn(page, "vidu", "three blind mice and a cat");
      await page.getByText("Logged in as vidu").first().waitFor();
    })
  ));

Deno.test("the browser ends", closeBrowser);
