/**
 * What a learner does on a page, step by step.
 *
 * @module
 */
import type { Page } from "playwright-core";

/** Presses the button with just this name. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
}

export async function logIn(
  page: Page,
  name = "vidu",
  password = "qwerty",
): Promise<void> {
  await page.getByLabel("E-mail").fill(`${name}@example.com`);
  await page.getByLabel("Password").fill(password);
  await press(page, "Log in");
}

/** Waits until the status line says it. */
export async function says(page: Page, text: string): Promise<void> {
  await page.getByRole("status").filter({ hasText: text }).waitFor();
}
