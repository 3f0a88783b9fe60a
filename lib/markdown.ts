/**
 * The project's own Markdown files as HTML.
 *
 * @module
 */
import { Marked } from "marked";

/**
 * Renders a file without its first heading, which the page has already, and
 * with the rest one step lower. For files of this project only: what people
 * typed would need a sanitizer.
 */
export async function renderMarkdownFile(file: URL): Promise<string> {
  const text = await Deno.readTextFile(file);
  const body = text.replace(/^# .*\n/, "");
  return await new Marked().parse(body);
}
