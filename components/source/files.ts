/**
 * The project's own source, to be read in the lab. Only files that were found
 * by listing the folders below are ever opened, whatever a URL asks for.
 *
 * @module
 */
import { readdirSync } from "node:fs";
import { once } from "../../lib/once.ts";
import { highlight } from "./highlight.ts";

const ROOT = `${import.meta.dirname}/../..`;

const FOLDERS = ["attacks", "components", "islands", "lib", "routes", "stages"];

/** A line of code, coloured. */
export interface CodeLine {
  html: string;
  /** Whether it belongs to an `INSECURE` comment. */
  isHole: boolean;
}

/** The paths of all files that may be read, such as `lib/sessions.ts`. */
export const listFiles = once<void, ReadonlySet<string>>(() => {
  const paths = FOLDERS.flatMap((folder) =>
    readdirSync(`${ROOT}/${folder}`, { encoding: "utf8", recursive: true })
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      .filter((path) => /(?<!_test)\.tsx?$/.test(path))
  );
  return new Set(["app.ts", "main.ts", ...paths]);
});

/** The text of a file; empty if there is none with this path to be read. */
export function readText(path: string): string {
  return listFiles().has(path) ? Deno.readTextFileSync(`${ROOT}/${path}`) : "";
}

/** The lines of a file; none if there is none with this path to be read. */
export function readLines(path: string): CodeLine[] {
  return listFiles().has(path) ? coloured(path) : [];
}

const coloured = once((path: string): CodeLine[] => {
  let isHole = false;
  return highlight(readText(path).trimEnd()).split("\n").map((html) => {
    const isComment = /^\s*(<i>)?\/\//.test(html);
    isHole = isComment && (isHole || html.includes("INSECURE("));
    return { html, isHole };
  });
});
