/**
 * A real Chromium for the browser tests, Debian's unless `CHROMIUM` names
 * another one.
 *
 * @module
 */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** A foreign name that this browser resolves to this machine. */
export const FOREIGN_HOST = "evil.example";

let browser: Promise<Browser> | undefined;

/** The browser of this process, started when it is first needed. */
export function openBrowser(): Promise<Browser> {
  return browser ??= launch();
}

async function launch(): Promise<Browser> {
  // Only here, so that what runs without a browser needn't load it.
  const { chromium } = await import("playwright-core");
  return await chromium.launch({
    executablePath: Deno.env.get("CHROMIUM") ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      `--host-resolver-rules=MAP ${FOREIGN_HOST} 127.0.0.1`,
    ],
  });
}

/** Ends the browser; the last test of a file does it. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

/**
 * Calls `run` with a page with cookies and storage of its own, and fails if the
 * page logged an error, broke its Content-Security-Policy, or threw.
 */
export async function withPage(
  run: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await (await openBrowser()).newContext(options);
  const errors: string[] = [];
  try {
    context.setDefaultTimeout(5000);
    const page = await context.newPage();
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      // A refused request is a lesson here, not an error of the page.
      const isRefusal = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !isRefusal) errors.push(message.text());
    });
    await run(page);
  } finally {
    await context.close();
  }
  if (errors.length > 0) throw new Error(errors.join("\n"));
}
