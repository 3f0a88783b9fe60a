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
    // In the dark only colours are others.
    const rules = colorScheme === "dark" ? ["color-contrast"] : null;
    assertEquals(await violations(page, rules), [], colorScheme);
  }
}

/** A line each. */
async function violations(
  page: Page,
  rules: string[] | null,
): Promise<string[]> {
  const found = await page.evaluate(async ([source, rules]) => {
    // The page's policy allows no inline script; an extension's world may.
    if (!("axe" in globalThis)) (0, eval)(source);
    // deno-lint-ignore no-explicit-any
    const { axe } = globalThis as any;
    const { violations } = await axe.run(rules ? { runOnly: rules } : {});
    return violations;
  }, [axe.source, rules] as const);
  return found.map((
    { id, help, nodes }: {
      id: string;
      help: string;
      nodes: { html: string }[];
    },
  ) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(" | ")}`);
}
