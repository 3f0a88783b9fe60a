import { ownScriptsOnly, textStaysText } from "./defences/requests.ts";
import { type Attack, holds, on, works } from "./runner/attack.ts";

const MARKUP = [
  `<script>document.ran += "a"</script>`,
  `</script><script>document.ran += "b"</script>`,
  `<img src="/nothing" onerror="document.ran += 'c'">`,
  `"><svg onload="document.ran += 'd'"></svg>`,
  `<iframe srcdoc="<script>parent.document.ran += 'e'</script>"></iframe>`,
  `<!--><details open ontoggle="document.ran += 'f'"></details>`,
];
const END = "no markup, and the end of the list";
const AS_TEXT = "no script ran, and each text is there to the letter";

export const attack: Attack = {
  id: "stored-markup",
  name: "stored markup in a to-do runs",
  group: "trick",
  story:
    "Someone adds to-dos that are HTML with a script in it, in several ways. The list is opened in a browser, as the server sends it and as the page's own script draws it.",
  lesson:
    "Preact writes text as text, on the server and in the browser: < becomes &lt;. Behind that stands the Content-Security-Policy, which lets no inline script run without the page's nonce, and no file from elsewhere. The script would run only if both were missing.",
  browser: true,
  cells: on(
    ["2.1", "2.2", "3", "4", "5", "6", "7", "8"],
    holds(AS_TEXT, [textStaysText, ownScriptsOnly]),
  ),

  async control(range) {
    // The same markup does run where nothing stops it.
    const page = await range.page();
    range.attackersPage = `<!doctype html><script>document.ran = ""</script>${
      MARKUP.join("")
    }`;
    await page.goto(range.otherSite);
    const done = () => new Set((document as Marked).ran).size === 6;
    const alive = await page.waitForFunction(done).then(() => true);
    works(alive, "each markup is alive");
  },

  async attack(range) {
    const page = await range.userPage();
    const stored = range.stage.credential === "localStorage";
    for (const text of [...MARKUP, END]) {
      await page.evaluate(async ([url, text, stored]) => {
        const headers = { "Content-Type": "application/json" };
        const fields = { text, ...stored ? localStorage : {} };
        const body = JSON.stringify(fields);
        await fetch(url, { method: "POST", headers, body });
      }, [`${range.url}/todo/create`, text, stored] as const);
    }
    await page.addInitScript(() => (document as Marked).ran = "");
    await page.reload();
    const rows = page.getByRole("region", { name: "To-do list" })
      .getByRole("listitem");
    await rows.filter({ hasText: END }).waitFor();
    // Whatever loads because of the markup, this image is behind it.
    await page.evaluate(() =>
      new Promise((resolve) => {
        const image = new Image();
        image.onerror = resolve;
        image.src = "/nothing-else";
      })
    );
    const shown = (await rows.allInnerTexts()).join("\n");
    const toTheLetter = MARKUP.every((text) => shown.includes(text));
    const broken = await page.evaluate(() => (document as Marked).ran !== "");
    const evidence = range.exchanges.filter(({ method, url }) =>
      method === "POST" && url.endsWith("/todo/create")
    ).slice(-1);
    const saw = toTheLetter && !broken
      ? AS_TEXT
      : "a text is not there as text";
    return { broken, saw, evidence };
  },
};

interface Marked extends Document {
  /** Which markup has run. */
  ran?: string;
}
