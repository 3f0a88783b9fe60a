/**
 * The table of learning objectives: it names each, and no link in it
 * is dead.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { Builder } from "fresh/dev";
import { Lab } from "../testing/lab.ts";
import { readNotebook } from "./notebook.ts";

const OBJECTIVES = [
  "fundamentals of web authentication",
  "session against token",
  "server-side sessions",
  "risks of each strategy",
  "HttpOnly cookies",
  "JWT from scratch",
  "stateless authentication",
  "bytes",
  "ASCII",
  "base64",
];
/** Where the lab is, once it is started. */
const LAB = "http://127.0.0.1:8000/";

const root = new URL("../", import.meta.url);
const text = await Deno.readTextFile(new URL("docs/learn.md", root));
/** The links of each row, by the objective in its first column. */
const rows = new Map(
  text.split("\n").filter((line) => line.startsWith("| ")).map((line) => [
    line.split("|")[1].trim(),
    [...line.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link),
  ]),
);

Deno.test("there is a page and a file for each learning objective", () => {
  for (const objective of OBJECTIVES) {
    const links = rows.get(objective);
    assert(links !== undefined, objective);
    assert(links.some((link) => link.startsWith(LAB)), objective);
    assert(links.some((link) => !link.startsWith(LAB)), objective);
  }
});

Deno.test("no link of a learning objective is dead", async () => {
  const attach = await new Builder({ root: `${import.meta.dirname}/..` })
    .build({ snapshot: "memory" });
  using lab = await Lab.open(null, { attach });
  for (const objective of OBJECTIVES) {
    for (const link of rows.get(objective) ?? []) {
      const { pathname, hash } = new URL(link, new URL("docs/", root));
      if (!link.startsWith(LAB)) await checkFile(pathname, hash);
      else {
        const response = await lab.handler(new Request(link));
        const html = await response.text();
        assertEquals(response.status, 200, link);
        assert(hash === "" || html.includes(`id="${hash.slice(1)}"`), link);
      }
    }
  }
});

async function checkFile(path: string, hash: string): Promise<void> {
  assert((await Deno.stat(path)).isFile, path);
  if (hash === "") return;
  const [, name] = /\/(bytes|base64|jwt)\.ipynb$/.exec(path)!;
  const { cells } = await readNotebook(name as "bytes" | "base64" | "jwt");
  assert(cells.some(({ id }) => `#${id}` === hash), `${path}${hash}`);
}
