/**
 * What the page of a rung tells: its lesson, from the rung's own README, and
 * its code. Both are read once, when they are first asked for.
 *
 * @module
 */
import { toAscii } from "./ascii.ts";
import { renderMarkdownFile } from "./markdown.ts";
import { readSource, renderSource, stageFolder } from "./source.ts";
import type { Stage } from "./stage.ts";

/** HTML of this project's own files. */
export interface Lesson {
  text: string;
  code: string;
}

const lessons = new Map<string, Promise<Lesson>>();

/** @param below The next lower rung, or null for the lowest. */
export function readLesson(stage: Stage, below: Stage | null): Promise<Lesson> {
  let lesson = lessons.get(stage.id);
  if (lesson === undefined) {
    lesson = read(stage, below);
    lessons.set(stage.id, lesson);
  }
  return lesson;
}

async function read({ id }: Stage, below: Stage | null): Promise<Lesson> {
  const [text, files] = await Promise.all([
    renderMarkdownFile(new URL("README.md", stageFolder(id))),
    readSource(id, below?.id ?? null),
  ]);
  const code = renderSource(files, below === null);
  return { text: toAscii(text), code: toAscii(code) };
}
