import { at, type Attack, holds, on, works } from "./attack.ts";

const REFUSED = "frame-ancestors 'none'";

export const attack: Attack = {
  id: "framed",
  name: "page in a frame of another site (clickjacking)",
  story:
    "A page of another site shows the lab in an invisible frame, so that a click on its own button lands on one of the lab's.",
  lesson:
    "The click would be a real one, of the real user, from the real page: no token and no origin check stops it. So the page forbids to be framed, and the browser shows nothing.",
  browser: true,
  cells: on(
    ["1", "2.1", "2.2", "3", "4", "5", "6"],
    holds(REFUSED, at("lib/http/guards.ts", REFUSED)),
  ),

  async control(range) {
    const page = await range.page();
    await page.goto(`${range.url}/`);
    works(await page.getByRole("heading", { level: 1 }).isVisible(), "alone");
    range.attackersPage = `<!doctype html><p>Kittens</p>`;
    const [own] = [range.otherPort];
    await page.goto(range.otherSite);
    await page.evaluate((src) => {
      const frame = document.createElement("iframe");
      frame.src = src;
      document.body.append(frame);
    }, own);
    await page.frameLocator("iframe").getByText("Kittens").waitFor();
  },

  async attack(range) {
    const page = await (await range.userPage()).context().newPage();
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    range.attackersPage = `<!doctype html><title>Kittens</title>
      <iframe src="${range.url}/"></iframe>`;
    await page.goto(range.otherSite);
    const framed = page.frameLocator("iframe").getByRole("heading").first();
    const shown = await framed.isVisible();
    const refusal = said.find((text) => text.includes("frame-ancestors"));
    return { broken: shown, saw: refusal ?? "no refusal" };
  },
};
