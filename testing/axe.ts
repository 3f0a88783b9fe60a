/**
 * What axe-core finds on a page.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import axe from "axe-core";
import type { Page } from "playwright-core";

/** Fails if axe-core finds something on a page, light or dark. */
export async function assertAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    assertEquals(await violations(page), [], colorScheme);
  }
}

/** A line each. */
async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate(async (source) => {
    // The page's policy allows no inline script; an extension's world may.
    (0, eval)(source);
    // deno-lint-ignore no-explicit-any
    const { violations } = await (globalThis as any).axe.run();
    return violations;
  }, axe.source);
  return found.map((
    { id, help, nodes }: {
      id: string;
      help: string;
      nodes: { html: string }[];
    },
  ) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(" | ")}`);
}
