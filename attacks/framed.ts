import { noFrames } from "./defences/requests.ts";
import { type Attack, holds, on, works } from "./runner/attack.ts";

export const attack: Attack = {
  id: "framed",
  name: "page in a frame of another site (clickjacking)",
  group: "trick",
  story:
    "A page of another site shows the lab in an invisible frame, so that a click on that page's button lands on one of the lab's.",
  lesson:
    "It would be a real click by the real user on the real page, so no check of the origin would stop it. SameSite=Lax leaves the cookie out of a frame of another site, but not out of a frame on another port. That is why the lab's pages forbid framing. The browser then leaves the frame empty.",
  browser: true,
  cells: on(
    ["1", "2.1", "2.2", "3", "4", "5", "6", "7", "8"],
    holds("frame-ancestors 'none'", noFrames),
  ),

  async control(range) {
    const page = await range.page();
    await page.goto(`${range.url}/`);
    works(await page.getByRole("heading", { level: 1 }).isVisible(), "alone");
    range.attackersPage = "<!doctype html><p>Kittens</p>";
    await page.goto(range.otherSite);
    await page.evaluate((src) => {
      const frame = document.createElement("iframe");
      frame.src = src;
      document.body.append(frame);
    }, range.otherPort);
    await page.frameLocator("iframe").getByText("Kittens").waitFor();
  },

  async attack(range) {
    const page = await range.page();
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    range.attackersPage = `<!doctype html><title>Kittens</title>
      <iframe src="${range.url}/"></iframe>`;
    await page.goto(range.otherSite);
    const framed = page.frameLocator("iframe").getByRole("heading").first();
    const broken = await framed.isVisible();
    const refusal = said.find((text) => text.includes("frame-ancestors"));
    return { broken, saw: refusal ?? "no refusal" };
  },
};
