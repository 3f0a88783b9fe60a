import type { Stage } from "../../lib/state.ts";
import { renderMarkdown } from "./markdown.ts";
import { stageFolder } from "./rung.ts";

const lessons = new Map<Stage, Promise<string>>();

/** A rung's README without its heading, as HTML. It is read once. */
export function lessonHtml(stage: Stage): Promise<string> {
  const html = lessons.get(stage) ?? read(stage);
  lessons.set(stage, html);
  return html;
}

async function read(stage: Stage): Promise<string> {
  const root = `${import.meta.dirname}/../..`;
  const path = `${root}/${stageFolder(stage)}/README.md`;
  const text = await Deno.readTextFile(path);
  return renderMarkdown(text.replace(/^# .*\n/, ""));
}
