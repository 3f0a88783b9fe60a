import type { Stage } from "../../lib/state.ts";
import { renderMarkdown } from "./markdown.ts";
import { stageFolder } from "./rung.ts";

/** A rung's README without its heading. */
export interface Lesson {
  /** What comes before the first part, in plain text. */
  intro: string;
  /** The parts, as HTML. */
  html: string;
}

const lessons = new Map<Stage, Promise<Lesson>>();

/** The lesson of a rung. It is read once. */
export function readLesson(stage: Stage): Promise<Lesson> {
  const lesson = lessons.get(stage) ?? read(stage);
  lessons.set(stage, lesson);
  return lesson;
}

async function read(stage: Stage): Promise<Lesson> {
  const root = `${import.meta.dirname}/../..`;
  const path = `${root}/${stageFolder(stage)}/README.md`;
  const text = await Deno.readTextFile(path);
  const [, intro, parts] = /^# .*\n([^]*?)(^## [^]*)/m.exec(text)!;
  const plain = intro.trim().replace(/[`*_]/g, "").replaceAll("\n", " ");
  return { intro: plain, html: renderMarkdown(parts) };
}
